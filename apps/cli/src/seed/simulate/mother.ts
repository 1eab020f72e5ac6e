import { addDays, type LocalDate, type LocalDateTime } from "@kendali/domain";
import { type Draw, within } from "./draw.ts";

/** A simulated mother: what is true of her, of which the forms record a part. Nobody real is behind any of them. */
export type Mother = {
  readonly name: string;
  readonly phone: string;
  readonly ageYears: number;
  readonly education: number;
  readonly employment: number;
  readonly parity: number;
  readonly hasBreastfed: boolean;
  readonly monthsBreastfed: number;
  readonly deliveryAt: LocalDateTime;
  readonly deliveryMode: number;
  readonly side: 1 | 2;
  /** How much milk she makes compared with other mothers, in standard deviations; the same at every visit. */
  readonly ability: number;
  readonly anxiety: number;
  readonly weightKg: number;
  readonly heightCm: number;
  readonly armCm: number;
  readonly infantBirthWeightG: number;
  /** Whether the infant is ever given anything but breast milk, and from which postpartum day. */
  readonly otherFeedsFromDay: number | null;
};

const givenNames =
  "Siti Dewi Ratna Wulan Sri Nur Lestari Kartika Indah Puspita Yuni Rini Fitri Ayu Maya Lina Endang Eka Dian Tuti Ani Yanti Novi Rahma Mega Citra Intan Wati Desi Ika".split(
    " ",
  );
const familyNames =
  "Rahayu Handayani Setiawati Permata Anggraini Kusuma Hidayati Wulandari Safitri Maharani Utami Susanti Puspitasari Amalia Nuraini Lestari Purnama Saraswati Widodo Hartono".split(
    " ",
  );

/** A mother who gave birth one to three days before `enrolledOn`. */
export function simulateMother(draw: Draw, enrolledOn: LocalDate, serial: number): Mother {
  const parity = draw.pick([
    [1, 45],
    [2, 33],
    [3, 15],
    [4, 7],
  ] as const);
  const hasBreastfed = parity >= 2 && draw.chance(0.92);
  const daysSinceBirth = draw.pick([
    [1, 50],
    [2, 35],
    [3, 15],
  ] as const);
  const hour = draw.whole(0, 23);
  const minute = draw.whole(0, 11) * 5;
  const heightCm = Number(draw.normal(153.5, 5).toFixed(1));
  const bmi = within(draw.normal(24.5, 3.2), 18, 36);
  return {
    name: `${givenNames[draw.whole(0, givenNames.length - 1)]} ${familyNames[draw.whole(0, familyNames.length - 1)]}`,
    phone: `0812-0000-${String(serial).padStart(4, "0")}`,
    ageYears: Math.round(within(draw.normal(21.5 + 3 * parity, 3.8), 17 + parity, 43)),
    education: draw.pick([
      [0, 2],
      [1, 13],
      [2, 27],
      [3, 42],
      [4, 16],
    ] as const),
    employment: draw.pick([
      [1, 58],
      [2, 16],
      [3, 5],
      [4, 12],
      [5, 7],
      [9, 2],
    ] as const),
    parity,
    hasBreastfed,
    monthsBreastfed: Math.round(within(draw.normal(16, 7), 1, 30)),
    deliveryAt: `${addDays(enrolledOn, -daysSinceBirth)}T${two(hour)}:${two(minute)}`,
    deliveryMode: draw.pick([
      [1, 74],
      [2, 4],
      [3, 22],
    ] as const),
    side: draw.chance(0.5) ? 1 : 2,
    ability: within(draw.normal(0, 1), -2.4, 2.6),
    anxiety: within(draw.normal(0, 1), -2, 2.5),
    weightKg: Number((bmi * (heightCm / 100) ** 2).toFixed(1)),
    heightCm,
    armCm: Number(within(draw.normal(25.8 + 0.5 * (bmi - 24.5), 1.6), 20.5, 37).toFixed(1)),
    infantBirthWeightG: Math.round(within(draw.normal(3080, 350), 2500, 4100) / 10) * 10,
    otherFeedsFromDay: draw.chance(0.42) ? draw.whole(5, 45) : null,
  };
}

function two(part: number): string {
  return String(part).padStart(2, "0");
}
