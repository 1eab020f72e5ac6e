"use client";

import { useCallback, useEffect, useState } from "react";

import {
  addVisitAfter,
  assessmentGrid,
  type Edit,
  type GridColumn,
  type ListedRow,
  type VisitColumn,
} from "@kendali/builder";
import type { Visit } from "@kendali/domain";
import { createTranslator } from "@kendali/i18n";
import { builderScheduleCatalogue } from "@kendali/i18n/catalogues/builder-schedule";
import { Button } from "@kendali/ui/components/button";
import { PageHead } from "@kendali/ui/components/desk-shell";
import { EmptyState } from "@kendali/ui/components/empty-state";
import { plusIcon } from "@kendali/ui/icons";

import { useTranslator } from "../../locale/locale-provider.tsx";
import { useBuilder } from "../shell/use-builder.ts";
import { onPlaceAskedFor } from "../shell/use-place-in-address.ts";
import { RemoveRowSheet } from "./remove-row-sheet.tsx";
import { RowInspector } from "./row-inspector.tsx";
import { ScheduleTable } from "./schedule-table.tsx";
import { SpiritFigureView } from "./spirit-figure-view.tsx";
import { TimeAxis } from "./time-axis.tsx";
import { listedRow } from "./use-grid-acts.ts";
import { VisitInspector } from "./visit-inspector.tsx";

/** The schedule of assessments as the surface on which it is edited, and the figure that the protocol prints of it. */
export function SchedulePage() {
  const t = useTranslator(builderScheduleCatalogue);
  const { document, draft, edit } = useBuilder();
  const [chosen, setChosenVisit] = useState<string | null>(null);
  const [chosenRow, setChosenRow] = useState<string | null>(null);
  const [removing, setRemoving] = useState<ListedRow | null>(null);
  const [said, setSaid] = useState("");
  const setChosen = useCallback((visit: string | null) => {
    setChosenVisit(visit);
    setChosenRow(null);
  }, []);
  useEffect(
    () =>
      onPlaceAskedFor((place) => {
        const [part, visit] = place.split("/");
        if (part === "visits" && visit !== undefined) setChosen(visit);
      }),
    [setChosen],
  );
  const { columns, groups } = assessmentGrid(document);
  const isVisit = (column: GridColumn): column is VisitColumn => column.kind === "visit";
  const column = columns.filter(isVisit).find(({ visits }) => visits.some(({ key }) => key === chosen)) ?? null;

  const row = groups.flatMap(({ rows }) => rows).find(({ key }) => key === chosenRow) ?? null;
  const listed = row === null ? null : listedRow(row);

  /** Chooses a visit for its details: where those stand below the table they come into view. */
  const open = (visit: string | null) => {
    setChosen(visit);
    if (globalThis.matchMedia("(max-width: 1100px)").matches)
      requestAnimationFrame(() => globalThis.document.querySelector(".insp")?.scrollIntoView({ block: "start" }));
  };

  const add = () => {
    const made = newVisit(document, column?.visits.at(-1) ?? document.visits.at(-1));
    if (edit(made.edits)) setChosen(made.key);
  };
  return (
    <>
      <PageHead
        title={t("schedule_title")}
        actions={
          draft.mayEdit ? (
            <Button icon={plusIcon} onClick={add}>
              {t("add_visit")}
            </Button>
          ) : undefined
        }
      >
        {t("schedule_lead")}
      </PageHead>
      {document.visits.length === 0 ? (
        <EmptyState title={t("schedule_empty")}>{t("schedule_empty_text")}</EmptyState>
      ) : (
        <div className="soa-columns">
          <section id="visits" aria-label={t("schedule_title")}>
            <TimeAxis chosen={column?.key ?? null} onChoose={open} />
            <ScheduleTable
              chosen={column?.key ?? null}
              onChoose={setChosen}
              onOpen={open}
              chosenRow={chosenRow}
              onChooseRow={setChosenRow}
              onRemoveRow={setRemoving}
              said={said}
              onSay={setSaid}
            />
          </section>
          {row === null || listed === null ? (
            <VisitInspector
              key={column?.key ?? "none"}
              column={column}
              columns={columns}
              onChoose={setChosen}
              onSay={setSaid}
            />
          ) : (
            <RowInspector
              key={row.key}
              row={row}
              listed={listed}
              onRemove={setRemoving}
              onClose={() => setChosenRow(null)}
            />
          )}
        </div>
      )}
      {removing === null ? null : (
        <RemoveRowSheet
          row={removing}
          onClose={() => setRemoving(null)}
          onRemoved={() => {
            setRemoving(null);
            setChosenRow(null);
          }}
        />
      )}
      <SpiritFigureView />
    </>
  );
}

type Schedule = Pick<Parameters<typeof assessmentGrid>[0], "visits" | "epochs">;

/** A visit a week after the one chosen, of the same epoch and anchor, and without forms. */
function newVisit(
  protocol: Schedule,
  like: Visit | undefined,
): { readonly edits: readonly Edit[]; readonly key: string } {
  const [id, en] = (["id", "en"] as const).map((locale) =>
    createTranslator(locale, builderScheduleCatalogue)("new_visit"),
  );
  const visit: Omit<Visit, "key"> = {
    label: { id: id ?? "", en: en ?? "" },
    epoch: like?.epoch ?? protocol.epochs.at(-1)?.key ?? "",
    kind: like === undefined ? "baseline" : "follow_up",
    anchor: like?.anchor ?? "enrolment",
    day: like === undefined ? 1 : like.day + 7,
    window: { before: 0, after: 0 },
    forms: [],
  };
  return addVisitAfter(protocol, like?.key ?? null, visit, en ?? "visit");
}
