import type { Item, Protocol } from "@kendali/domain";
import { type ExpressionPlace, expressionScope } from "./expression-scope.ts";
import type { ExpressionScope, ExpressionUse } from "./expression.types.ts";

type Given = Partial<Item> & Pick<Item, "key" | "type">;

function item({ key, ...given }: Given): Item {
  return { key, label: { id: key, en: key }, required: false, ...given };
}

const items: readonly Item[] = [
  item({
    key: "pump_min",
    type: "duration",
    unit: "min",
    label: { id: "Lama memompa (menit)", en: "Duration of pumping (min)" },
  }),
  item({ key: "vol_left", type: "decimal", unit: "ml", label: { id: "Kiri", en: "Left" } }),
  item({ key: "vol_right", type: "decimal", unit: "ml", label: { id: "Kanan", en: "Right" } }),
  item({ key: "vol_cup", type: "decimal", unit: "ml", label: { id: "Dibaca di gelas", en: "Read from the cup" } }),
  item({ key: "fluid", type: "decimal", unit: "l", label: { id: "Minum", en: "Fluid" } }),
  item({ key: "pain", type: "yes_no", label: { id: "Nyeri", en: "Pain" } }),
  item({
    key: "fever",
    type: "yes_no",
    label: { id: "Demam atau menggigil, dan lemas", en: "Fever or chills, and weakness" },
  }),
  item({ key: "side", type: "choice", codelist: "sides", label: { id: "Sisi yang dipompa", en: "Side pumped" } }),
  item({ key: "signs", type: "multiple_choice", codelist: "sides", label: { id: "Tanda", en: "Signs" } }),
  item({ key: "remark", type: "text", label: { id: "Catatan", en: "Remark" } }),
  item({ key: "starts", type: "time", label: { id: "Mulai", en: "Start" } }),
  item({ key: "born", type: "date_time", label: { id: "Lahir", en: "Birth" } }),
  item({ key: "measured", type: "date_time", label: { id: "Diukur", en: "Measured" } }),
  item({ key: "seen_on", type: "date", label: { id: "Diperiksa", en: "Seen" } }),
  item({
    key: "total",
    type: "calculated",
    unit: "ml",
    calculation: "vol_left + vol_right",
    label: { id: "Jumlah", en: "Total" },
  }),
  item({
    key: "group_of",
    type: "calculated",
    codelist: "sides",
    calculation: "pain ? 1 : 2",
    label: { id: "Kelompok", en: "Group" },
  }),
  item({ key: "words", type: "note", label: { id: "Bacalah", en: "Read this" } }),
  item({ key: "late", type: "yes_no", label: { id: "Terlambat", en: "Late" } }),
];

const telling: readonly Item[] = [item({ key: "given", type: "yes_no", label: { id: "Diberi", en: "Given" } })];

/** A small invented trial with an item of every kind that expressions use. */
export const spokenProtocol: Pick<Protocol, "design" | "forms" | "codelists" | "visits"> = {
  design: {
    type: "parallel_controlled",
    objective: { id: "", en: "" },
    hypothesis: { id: "", en: "" },
    limitations: [],
  },
  codelists: [
    {
      key: "sides",
      label: { id: "Sisi", en: "Side" },
      codes: [
        { code: 1, label: { id: "Kiri", en: "Left" } },
        { code: 2, label: { id: "Kanan", en: "Right" } },
      ],
    },
  ],
  forms: [
    form("milk", false, items),
    form("session", true, telling),
    form("once", false, [item({ key: "weight", type: "decimal", unit: "kg", label: { id: "Berat", en: "Weight" } })]),
  ],
  visits: [
    {
      key: "start",
      label: { id: "Awal", en: "Start" },
      epoch: "main",
      kind: "baseline",
      anchor: "enrolment",
      day: 1,
      window: { before: 0, after: 0 },
      forms: [{ form: "milk", required: true }],
    },
  ],
};

function form(key: string, revealsArm: boolean, of: readonly Item[]): Protocol["forms"][number] {
  return {
    key,
    title: { id: `Formulir ${key}`, en: `Form ${key}` },
    performedBy: ["assessor"],
    purpose: "outcome",
    revealsArm,
    sections: [{ key: "main", title: { id: "Utama", en: "Main" }, items: [...of] }],
  };
}

/** The scope of an expression at an item of the form `milk`. */
export function spokenScope(at: string | null = null, use: ExpressionUse = "constraint"): ExpressionScope {
  const place: ExpressionPlace = { form: "milk", item: at, use };
  return expressionScope(spokenProtocol, place);
}
