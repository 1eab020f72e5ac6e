"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { builderCatalogue } from "@kendali/i18n/catalogues/builder";
import { Button } from "@kendali/ui/components/button";
import { SelectBox, TextBox } from "@kendali/ui/components/text-box";

import { useCommandId } from "../../field/use-command-id.ts";
import { useLocale, useTranslator } from "../../locale/locale-provider.tsx";
import { FailureMessage } from "../../shell/failure-message.tsx";
import { useTRPC } from "../../trpc/trpc.ts";
import { useBuilder } from "../shell/use-builder.ts";

/** Who may open the draft; its owner invites and removes. An amendment is open to whoever may amend its study. */
export function MembersPart() {
  const t = useTranslator(builderCatalogue);
  const { draft } = useBuilder();
  const view = useQuery(useTRPC().protocolDraft.get.queryOptions({ draft: draft.id }));
  if (view.data === undefined) return null;
  const { members, level } = view.data;
  return (
    <section className="builder-part" aria-labelledby="members">
      <h2 id="members">{t("members")}</h2>
      <p>{draft.study === null ? t("members_text") : t("members_by_role", { study: draft.study })}</p>
      {members.length === 0 ? null : (
        <ul className="draft-list">
          {members.map((member) => (
            <li key={member.username}>
              <b>{member.name}</b>
              <span className="small ink2">{member.username}</span>
              <span className="small ink2">{t(`member_${member.level}`)}</span>
              {level === "owner" && member.level !== "owner" ? <RemoveMember username={member.username} /> : null}
            </li>
          ))}
        </ul>
      )}
      {level === "owner" && draft.study === null ? <Invite /> : null}
    </section>
  );
}

function useRenew(): () => Promise<void> {
  const queries = useQueryClient();
  const { draft } = useBuilder();
  const queryKey = useTRPC().protocolDraft.get.queryKey({ draft: draft.id });
  return () => queries.invalidateQueries({ queryKey });
}

function RemoveMember({ username }: { username: string }) {
  const t = useTranslator(builderCatalogue);
  const { draft } = useBuilder();
  const commandId = useCommandId();
  const renew = useRenew();
  const remove = useMutation(useTRPC().protocolDraft.unshare.mutationOptions({ onSuccess: renew }));
  const act = { draft: draft.id, username };
  return (
    <>
      <Button
        tight
        busy={remove.isPending ? t("saving") : false}
        onClick={() => remove.mutate({ commandId: commandId(act), ...act })}
      >
        {t("member_remove")}
        <span className="vh">: {username}</span>
      </Button>
      {remove.error === null ? null : <FailureMessage error={remove.error} />}
    </>
  );
}

function Invite() {
  const t = useTranslator(builderCatalogue);
  const { locale } = useLocale();
  const { draft } = useBuilder();
  const commandId = useCommandId();
  const renew = useRenew();
  const [username, setUsername] = useState("");
  const [level, setLevel] = useState<"editor" | "reader">("editor");
  const [round, setRound] = useState(0);
  const share = useMutation(
    useTRPC().protocolDraft.share.mutationOptions({
      onSuccess: async () => {
        // Invited again later, it is another act.
        setRound(round + 1);
        setUsername("");
        await renew();
      },
    }),
  );
  const name = username.trim();
  return (
    <form
      className="compare-choices"
      onSubmit={(event) => {
        event.preventDefault();
        const act = { draft: draft.id, username: name, level };
        if (name !== "") share.mutate({ commandId: commandId({ ...act, round }), ...act });
      }}
    >
      <TextBox
        id="member-name"
        locale={locale}
        label={t("member_name")}
        autoComplete="off"
        value={username}
        onChange={setUsername}
      />
      <SelectBox
        id="member-level"
        locale={locale}
        label={t("member_level")}
        value={level}
        onChange={(next) => setLevel(next === "reader" ? "reader" : "editor")}
        options={[
          { value: "editor", label: t("member_editor") },
          { value: "reader", label: t("member_reader") },
        ]}
      />
      <Button type="submit" disabled={name === ""} busy={share.isPending ? t("saving") : false}>
        {t(name === "" ? "member_missing" : "member_add")}
      </Button>
      {share.error === null ? null : <FailureMessage error={share.error} />}
    </form>
  );
}
