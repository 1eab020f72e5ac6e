import { inTransaction, listStudiesOf, revokeSession, updateAccount } from "@kendali/db";
import {
  accept,
  sitesOf,
  type DesignType,
  type Locale,
  type LocalizedText,
  type Role,
  type StudyKind,
} from "@kendali/domain";
import { z } from "zod";
import { platformEvent } from "../../auth/sign-in.ts";
import { protocolOf } from "../../protocol-cache.ts";
import { defineUseCase } from "../../use-case.ts";
import { locale } from "../inputs.ts";

export type SessionMe = {
  readonly account: {
    readonly id: string;
    readonly username: string;
    readonly displayName: string;
    readonly administrator: boolean;
    readonly locale: Locale;
  };
  readonly mode: "demo" | "production";
  readonly studies: readonly {
    readonly key: string;
    readonly kind: StudyKind;
    readonly status: "draft" | "live" | "locked";
    readonly title: LocalizedText;
    readonly shortTitle: LocalizedText;
    readonly design: DesignType;
    readonly roles: readonly Role[];
    /** Each role with its site; null: every site. */
    readonly assignments: readonly { readonly role: Role; readonly site: string | null }[];
    /** Null: every site. */
    readonly sites: readonly string[] | null;
    readonly blinding: "none" | "own_act" | "blind";
  }[];
};

/** Who is signed in, and the studies where there is work. */
export const sessionMe = defineUseCase({
  policy: "session.me",
  kind: "query",
  input: z.undefined(),
  run: async (context) => {
    const rows = await listStudiesOf(context.db.drizzle, context.account.id);
    const studies: SessionMe["studies"][number][] = [];
    for (const key of new Set(rows.map((row) => row.study.key))) {
      const mine = rows.filter((row) => row.study.key === key);
      const study = mine[0]?.study;
      if (study === undefined) continue;
      const protocol = await protocolOf(context.db.drizzle, study.id, study.protocolHash);
      studies.push({
        key,
        kind: study.kind,
        status: study.status,
        title: protocol.title,
        shortTitle: protocol.shortTitle,
        design: protocol.design.type,
        roles: [...new Set(mine.map((row) => row.role))],
        assignments: mine.map(({ role, site }) => ({ role, site })),
        sites: sitesOf(mine),
        blinding: mine[0]?.leastLevel ?? "blind",
      });
    }
    const { id, username, displayName, administrator, locale: words } = context.account;
    return accept<SessionMe>({
      account: { id, username, displayName, administrator, locale: words },
      mode: context.mode,
      studies,
    });
  },
});

export const signOut = defineUseCase({
  policy: "session.signOut",
  kind: "mutation",
  input: z.undefined(),
  run: async (context) =>
    inTransaction(context.db, async (unit) => {
      if (context.session !== null) await revokeSession(unit.tx, context.session.idHash, context.now());
      await unit.audit(platformEvent(context, "session.signOut", context.account.id));
      return accept({ signedOut: true as const });
    }),
});

/** The language an account reads; it changes nothing else. */
export const setLocale = defineUseCase({
  policy: "session.setLocale",
  kind: "mutation",
  input: z.strictObject({ locale }),
  run: async (context, input) =>
    inTransaction(context.db, async (unit) => {
      await updateAccount(unit.tx, context.account.id, { locale: input.locale });
      await unit.audit(platformEvent(context, "session.setLocale", context.account.id, { locale: input.locale }));
      return accept({ locale: input.locale });
    }),
});
