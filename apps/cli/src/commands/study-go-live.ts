import {
  confirmPassword,
  goLive,
  goLiveState,
  getStudy,
  perform,
  withdrawApproval,
  type GoLiveState,
  type ServerContext,
  type StudyView,
} from "@kendali/api";
import { accept, type Result } from "@kendali/domain";
import {
  authCatalogue,
  createTranslator,
  formatInstant,
  goLiveCatalogue,
  refusalWords,
  type Locale,
} from "@kendali/i18n";
import type { Command } from "../command.ts";
import { UsageError } from "../env.ts";
import { actingAccount, type ActingAccount } from "../runtime/acting-account.ts";
import { askedLanguage } from "../runtime/asked-language.ts";
import { readPassword } from "../runtime/read-password.ts";
import { sayRefusal } from "../runtime/say-refusal.ts";
import { withServer } from "../runtime/with-server.ts";

type Act = "approve" | "withdraw" | "state";
type Done = { readonly account: ActingAccount; readonly study: StudyView; readonly state: GoLiveState };

export const studyGoLiveCommand: Command = {
  name: "study go-live",
  summary: "approve that a study goes live, as one account",
  synopsis:
    "STUDY --as USERNAME [--password-file FILE] [--published-seed HEX | --withdraw | --state] [--language id|en] [--json]",
  details: [
    "One call is one account's approval, given with that account's password, which stands in --password-file. A study that allocates needs two different accounts (investigator or data manager);",
    "the one that completes them makes the sealed list and prints its commitment. A study of one group needs one.",
    "--published-seed takes 64 hex digits in place of a secret, in studies without real persons, the same in both approvals.",
    "--withdraw takes the approval back while the study is a draft, with the password too; --state needs none and only tells",
    "who has approved and what is missing.",
  ].join("\n"),
  positionals: ["STUDY"],
  options: {
    as: { type: "string" },
    "password-file": { type: "string" },
    "published-seed": { type: "string" },
    withdraw: { type: "boolean" },
    state: { type: "boolean" },
    language: { type: "string" },
    lang: { type: "string" },
    json: { type: "boolean" },
  },
  run: async ({ positionals, options, settings, terminal, cwd }) => {
    const [study = ""] = positionals;
    const locale = askedLanguage(options.language, settings.language);
    const json = options.json === true;
    // An approval is somebody's: no account is picked for them.
    if (typeof options.as !== "string")
      throw new UsageError("study go-live needs --as USERNAME: whose approval it is.");
    const { as } = options;
    const act = actOf(options);
    const password = act === "state" ? null : await passwordOf(options, cwd);
    if (password !== null && !password.ok) return sayRefusal(terminal, locale, password.refusal, json);
    const seed = options["published-seed"];
    const publishedSeed = typeof seed === "string" ? { publishedSeed: seed } : {};
    const result = await withServer(settings, async (server): Promise<Result<Done>> => {
      const account = await actingAccount(server, { study, acts: ["study.goLive"], as });
      if (!account.ok) return account;
      if (password !== null) {
        const confirmed = await confirmPassword(server, { username: account.value.username, password: password.value });
        if (!confirmed.ok) return confirmed;
      }
      const who = { accountId: account.value.id };
      const command = { commandId: server.newId(), study };
      const done =
        act === "approve"
          ? await perform(server, who, goLive, { ...command, ...publishedSeed })
          : act === "withdraw"
            ? await perform(server, who, withdrawApproval, command)
            : accept(null);
      return done.ok ? readState(server, account.value, study) : done;
    });
    if (!result.ok) return sayRefusal(terminal, locale, result.refusal, json);
    const { account, state } = result.value;
    terminal.out(
      json ? JSON.stringify({ ok: true, as: account.username, ...state }) : linesOf(locale, result.value).join("\n"),
    );
    return 0;
  },
};

function actOf({ withdraw, state, "published-seed": seed }: Readonly<Record<string, unknown>>): Act {
  if ([withdraw, state, seed].filter((option) => option !== undefined).length > 1)
    throw new UsageError("--published-seed, --withdraw and --state are not given together.");
  if (withdraw === true) return "withdraw";
  return state === true ? "state" : "approve";
}

/** Who runs the command may be anybody: the password says that it is whose approval it is. */
async function passwordOf(options: Readonly<Record<string, unknown>>, cwd: string): Promise<Result<string>> {
  const file = options["password-file"];
  if (typeof file !== "string")
    throw new UsageError("study go-live needs --password-file FILE: the password of whoever approves.");
  return readPassword(cwd, file);
}

async function readState(server: ServerContext, account: ActingAccount, study: string): Promise<Result<Done>> {
  const who = { accountId: account.id };
  const state = await perform(server, who, goLiveState, { study });
  if (!state.ok) return state;
  const view = await perform(server, who, getStudy, { study });
  return view.ok ? accept({ account, study: view.value, state: state.value }) : view;
}

function linesOf(locale: Locale, { study, state }: Done): readonly string[] {
  const say = createTranslator(locale, goLiveCatalogue, authCatalogue);
  const zone = study.protocol.sites[0]?.timeZone ?? "UTC";
  const time = (instant: string): string => formatInstant(locale, instant, zone);
  return [
    say("cli_study", { title: study.protocol.title[locale], study: study.key, version: state.protocolVersion }),
    say("cli_document", { hash: state.protocolHash }),
    ...state.approvals.map(({ name, role, at }) =>
      say("cli_approved", { name, role: say(`role_${role}`), time: time(at) }),
    ),
    ...state.lapsed.map(({ name, why }) => say(`cli_lapsed_${why}`, { name })),
    ...(state.publishedSeed === null ? [] : [say("cli_seed", { seed: state.publishedSeed })]),
    ...state.obstacles.map((obstacle) => say("cli_obstacle", { words: refusalWords(locale, obstacle) })),
    ...(state.missing === 0 ? [] : [say("cli_missing", { count: state.missing })]),
    ...(state.liveAt === null ? [] : [say("cli_live", { time: time(state.liveAt) })]),
    ...(state.commitment === null
      ? study.protocol.allocation === null
        ? [say("cli_no_list")]
        : []
      : [say("cli_commitment", { commitment: state.commitment })]),
  ];
}
