"use client";

import { toolsCatalogue } from "@kendali/i18n/catalogues/tools";
import { Button } from "@kendali/ui/components/button";
import { circleStopIcon } from "@kendali/ui/icons";

import { useTranslator } from "../../locale/locale-provider.tsx";

type WorkProgressProps = {
  /** What is being done: "3.000 dari 10.000 penelitian tiruan". */
  words: string;
  /** 0 to 1. */
  share: number;
  isStopping: boolean;
  onStop: () => void;
};

/** How far a job in a worker is, in words and as a bar, and the way to end it. */
export function WorkProgress({ words, share, isStopping, onStop }: WorkProgressProps) {
  const t = useTranslator(toolsCatalogue);
  const percent = Math.round(share * 100);
  return (
    <div className="work">
      <div>
        <p id="work-words">{words}</p>
        <div
          className="gauge"
          role="progressbar"
          aria-labelledby="work-words"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
        >
          <i style={{ width: `${percent}%` }} />
        </div>
      </div>
      <Button icon={circleStopIcon} onClick={onStop} busy={isStopping ? t("stopping") : false}>
        {t("stop")}
      </Button>
    </div>
  );
}
