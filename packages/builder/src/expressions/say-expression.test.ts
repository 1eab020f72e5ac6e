import { expect, it } from "vitest";
import { spokenScope } from "./expression.fixture.ts";
import { sayExpression } from "./say-expression.ts";

const scope = spokenScope();

it.each([
  ["pump_min >= 1", "Lama memompa paling sedikit 1 menit", "Duration of pumping is at least 1 minute"],
  [
    "abs(vol_left + vol_right - vol_cup) <= 2",
    "Kiri ditambah Kanan tidak berbeda lebih dari 2 ml dari Dibaca di gelas",
    "Left plus Right is within 2 ml of Read from the cup",
  ],
  ["side == 1", "Sisi yang dipompa adalah “Kiri”", "Side pumped is “Left”"],
  [
    "side in [1, 2]",
    "Sisi yang dipompa salah satu di antara (“Kiri”; “Kanan”)",
    "Side pumped is one of (“Left”; “Right”)",
  ],
  ["1 in signs", "Tanda mencakup “Kiri”", "Signs includes “Left”"],
  ["side == 9", "Sisi yang dipompa adalah kode 9", "Side pumped is code 9"],
  [
    "pain && !fever",
    "Nyeri dijawab ya dan “Demam atau menggigil, dan lemas” dijawab tidak",
    "Pain is yes and the answer to “Fever or chills, and weakness” is no",
  ],
  [
    "(pain || fever) && late",
    "(Nyeri dijawab ya atau “Demam atau menggigil, dan lemas” dijawab ya) dan Terlambat dijawab ya",
    "(Pain is yes or the answer to “Fever or chills, and weakness” is yes) and Late is yes",
  ],
  [
    "vol_left * (1 + vol_right) > 2.5",
    "Kiri dikali (1 ditambah Kanan) lebih dari 2,5",
    "Left times (1 plus Right) is more than 2.5",
  ],
  ["!(vol_left > 2)", "Tidak benar bahwa (Kiri lebih dari 2 ml)", "It is not true that (Left is more than 2 ml)"],
  ['remark.startsWith("ok")', 'Catatan diawali "ok"', 'Remark starts with "ok"'],
  ['starts < "07:30"', "Mulai lebih awal daripada 07.30", "Start is before 07:30"],
  [
    "daysBetween(born, seen_on) <= 3",
    "Jumlah hari kalender dari Lahir sampai Diperiksa paling banyak 3",
    "The number of calendar days from Birth until Seen is at most 3",
  ],
  [
    "min(vol_left, vol_right) < 1",
    "Yang terkecil di antara (Kiri; Kanan) kurang dari 1 ml",
    "The smallest of (Left; Right) is less than 1 ml",
  ],
])("%s", (text, id, en) => {
  // A number and its unit never part at the end of a line.
  const plain = (words: string | null) => words?.replaceAll("\u00a0", " ");
  expect(plain(sayExpression(text, scope, "id"))).toBe(id);
  expect(plain(sayExpression(text, scope, "en"))).toBe(en);
});

it.each(["vol_left >", "vol_left % 2 == 1", "today() > 1", "null == null", ""])("%s has no reading", (text) => {
  expect(sayExpression(text, scope, "en")).toBeNull();
});
