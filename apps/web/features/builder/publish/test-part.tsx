"use client";

import { useState } from "react";

import type { DraftView } from "@kendali/api";
import { testStudyKey } from "@kendali/builder";
import { approvalsNeeded } from "@kendali/domain";
import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { Button, buttonClass } from "@kendali/ui/components/button";
import { Message } from "@kendali/ui/components/message";

import { useCommandId } from "../../field/use-command-id.ts";
import { useTranslator } from "../../locale/locale-provider.tsx";
import { AppLink } from "../../shell/app-link.tsx";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { useTRPCClient } from "../../trpc/trpc.ts";
import { useBuilder } from "../shell/use-builder.ts";
import { ApproverField } from "./approver-field.tsx";
import { ActProblem } from "./act-problem.tsx";
import { useOpenStudy } from "./use-open-study.ts";

/** A study to try the draft with: its own key, its own data, open at once where one account is enough. */
export function TestPart({
  view,
  blocking,
  onOpened,
}: {
  view: DraftView;
  blocking: number;
  onOpened: () => Promise<void>;
}) {
  const t = useTranslator(builderCatalogue);
  const { draft, document } = useBuilder();
  const client = useTRPCClient();
  const commandId = useCommandId();
  const [withTestRoles, setWithTestRoles] = useState(true);
  const [approver, setApprover] = useState("");
  const [round, setRound] = useState(0);
  const needsTwo = approvalsNeeded(document) === 2;
  const { run, isPending, problem, error, opened } = useOpenStudy((revision) => {
    const act = { draft: draft.id, revision, withTestRoles, ...(needsTwo && approver !== "" ? { approver } : {}) };
    return client.protocolDraft.openTest.mutate({ commandId: commandId({ ...act, round }), ...act });
  }, onOpened);
  const isBlocked = blocking > 0 || !draft.mayEdit;
  return (
    <section className="builder-part" aria-labelledby="publish-test">
      <h2 id="publish-test">{t("publish_test")}</h2>
      <p>
        {t("publish_test_text", {
          key: view.document.key === document.key ? view.testKey : testStudyKey(document.key),
        })}
      </p>
      <label className="tick">
        <input type="checkbox" checked={withTestRoles} onChange={(event) => setWithTestRoles(event.target.checked)} />
        <span>{t("publish_test_roles")}</span>
      </label>
      {withTestRoles ? (
        <p className="hint">{t(document.arms.length === 1 ? "publish_test_every_form" : "publish_test_assessor")}</p>
      ) : null}
      {needsTwo ? (
        <ApproverField id="test-approver" view={view} kind="test" value={approver} onChange={setApprover} />
      ) : null}
      <div className="acts">
        <Button
          kind="primary"
          disabled={isBlocked}
          busy={isPending ? t("publish_opening") : false}
          onClick={() =>
            void run().then((isDone) => {
              // Pressed again afterwards it is another study.
              if (isDone) setRound(round + 1);
            })
          }
        >
          {blocking > 0 ? t("publish_blocked", { count: blocking }) : t("publish_open_test")}
        </Button>
      </div>
      <ActProblem problem={problem} />
      {error === null ? null : <FailureMessage error={error} />}
      {opened === null ? null : (
        <Message
          tone="ok"
          live="status"
          title={t(opened.status === "live" ? "test_opened" : "test_made", { key: opened.study })}
        >
          {t(opened.status === "live" ? "test_live" : approver === "" ? "test_waits_nobody" : "test_waits")}{" "}
          {opened.isSchemeReplaced ? t("test_simple") : ""}
          <p className="acts">
            <AppLink
              className={buttonClass({ kind: "secondary" })}
              href={opened.status === "live" ? `/s/${opened.study}/overview` : `/s/${opened.study}/go-live`}
            >
              {opened.status === "live" ? t("to_study", { key: opened.study }) : t("to_go_live")}
            </AppLink>
          </p>
        </Message>
      )}
    </section>
  );
}
