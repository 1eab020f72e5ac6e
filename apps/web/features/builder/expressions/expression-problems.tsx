"use client";

import type { ExpressionAdvice } from "@kendali/builder";
import { expressionProblemWords } from "@kendali/i18n";
import { builderExpressionsCatalogue } from "@kendali/i18n/catalogues/builder-expressions";
import { Button } from "@kendali/ui/components/button";
import { Icon } from "@kendali/ui/components/icon";
import { octagonXIcon, triangleAlertIcon } from "@kendali/ui/icons";

import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";

type ProblemsProps = {
  text: string;
  problems: readonly ExpressionAdvice[];
  /** Selects the part of the text that a problem is about. */
  onFind: (problem: ExpressionAdvice) => void;
  onReplace: ((problem: ExpressionAdvice) => void) | null;
};

/** Everything wrong with an expression, each with its part of the text and, where one thing is meant, the mend. */
export function ExpressionProblems({ text, problems, onFind, onReplace }: ProblemsProps) {
  const t = useTranslator(builderExpressionsCatalogue);
  const { locale } = useLocale();
  return (
    <ul className="expr-problems">
      {problems.map((problem) => {
        const part = text.slice(problem.start, problem.end);
        // Words that quote the part need not be told it twice.
        const isPart = part.trim() !== "" && part.length <= 40 && !Object.values(problem.params).includes(part);
        return (
          <li key={`${problem.code} ${problem.start} ${problem.end}`} className={problem.severity}>
            <Icon path={problem.severity === "must" ? octagonXIcon : triangleAlertIcon} />
            <span>
              {isPart && (
                <button type="button" className="expr-at mono" onClick={() => onFind(problem)}>
                  {part}
                </button>
              )}{" "}
              {expressionProblemWords(locale, problem)}
              {problem.proposal !== null && onReplace !== null && (
                <>
                  {" "}
                  <Button kind="plain" tight onClick={() => onReplace(problem)}>
                    {t("field_replace", { proposal: problem.proposal })}
                  </Button>
                </>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
