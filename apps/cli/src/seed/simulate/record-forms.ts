import {
  checkEntry,
  compileForm,
  type CompiledForm,
  type EntryValues,
  type ItemValue,
  type Protocol,
} from "@kendali/domain";
import { expressionEngine } from "@kendali/domain/expressions";

/** Fills forms of one simulated mother, with what was entered before as context, and a reason for every unusual value. */
export type FormRecorder = {
  readonly record: (
    visit: string,
    form: string,
    values: EntryValues,
  ) => { readonly values: EntryValues; readonly softReasons: Readonly<Record<string, string>> };
};

const reasons: Readonly<Record<string, string>> = {
  last_feed_min: "Bayi tidur lebih lama dari biasanya",
  pump_min: "Ibu merasa nyeri, pemompaan dihentikan lebih awal",
  pump_side: "Puting sisi semula lecet",
  lactation_category: "Pengamatan menyusui berbeda dari laporan Ibu",
  session_min: "Ibu minta berhenti lebih awal",
  session_start: "Pelaksana tiba di luar jam sore",
  milk_volume_ml: "Sudah diukur ulang, angkanya benar",
};
const usualReason = "Sudah diperiksa lagi, isiannya benar";

const compiled = new WeakMap<Protocol, Map<string, CompiledForm>>();

/** A recorder for one mother. Values that her forms would refuse are a fault of the simulation, and stop it. */
export function formRecorder(protocol: Protocol): FormRecorder {
  const known: Record<string, ItemValue> = {};
  const baseline: Record<string, ItemValue> = {};
  const baselineVisit = protocol.visits.find((visit) => visit.kind === "baseline")?.key;
  return {
    record: (visit, form, values) => {
      const context = {
        kind: "simulated" as const,
        values: { ...known },
        ...(visit === baselineVisit ? {} : { baseline: { ...baseline } }),
      };
      const check = (softReasons: Readonly<Record<string, string>>) =>
        checkEntry({ form: formOf(protocol, form), values, context, softReasons });
      const softReasons = Object.fromEntries(
        check({}).discrepancies.map(({ path }) => [path, reasons[path] ?? usualReason]),
      );
      const checked = check(softReasons);
      const [problem] = checked.problems;
      if (problem !== undefined)
        throw new Error(
          `simulated ${form} of ${visit}: ${problem.path} ${problem.code} ${JSON.stringify(problem.params)}`,
        );
      Object.assign(known, checked.values);
      if (visit === baselineVisit) Object.assign(baseline, checked.values);
      return { values, softReasons };
    },
  };
}

function formOf(protocol: Protocol, key: string): CompiledForm {
  const forms = compiled.get(protocol) ?? new Map<string, CompiledForm>();
  compiled.set(protocol, forms);
  const found = forms.get(key);
  if (found !== undefined) return found;
  const result = compileForm(protocol, key, expressionEngine);
  if (!result.ok) throw new Error(`form ${key} does not compile`);
  forms.set(key, result.value);
  return result.value;
}
