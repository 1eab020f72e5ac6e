import { runWilcoxonSignedRank } from "@kendali/stats";
import { pairedDifferences } from "./paired-differences.ts";

export const wilcoxonSignedRank = pairedDifferences("wilcoxon_signed_rank", (differences, alternative) => {
  const second = Array.from(differences);
  const outcome = runWilcoxonSignedRank({ first: second.map(() => 0), second }, { alternative });
  return outcome.ok ? outcome.result.p.value : outcome.refusal.code;
});
