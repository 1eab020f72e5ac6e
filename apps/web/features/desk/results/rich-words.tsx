import type { Rich, Run } from "@kendali/reports";
import { Stat } from "@kendali/ui/components/statistic";

/** Text of a report with its few styles: statistics in italics, exponents raised. */
export function RichWords({ text }: { text: Rich }) {
  return text.map((run, index) => <RunWords key={`${index} ${run.text}`} run={run} />);
}

function RunWords({ run }: { run: Run }) {
  switch (run.style) {
    case "plain":
      return run.text;
    case "strong":
      return <b>{run.text}</b>;
    case "stat":
      return <Stat>{run.text}</Stat>;
    case "stat_sub":
      return (
        <em className="st">
          <sub>{run.text}</sub>
        </em>
      );
    case "sup":
      return <sup>{run.text}</sup>;
  }
}
