import { isLocalDate, isTimeZone } from "../../local-date.ts";
import type { Problem } from "../../result.ts";
import { isObject, type Json, type JsonObject } from "../keyed-json.ts";
import { readablePath } from "../problem-path.ts";
import { problem, type Rule } from "./rule.ts";

/** Every text says something in each language the protocol declares. */
export const textsAreComplete: Rule = (protocol) =>
  textsIn(protocol as unknown as Json, []).flatMap(({ steps, text }) =>
    protocol.languages
      .filter((language) => isBlank(text[language]))
      .map((language) => problem(readablePath(protocol, steps), "text_missing", { language })),
  );

/** Dates are in the calendar and the ethics approval does not end before it begins. */
export const datesExist: Rule = (protocol) => {
  const { consent, ethics } = protocol;
  const dates: readonly (readonly [string, string])[] = [
    ["date", protocol.date],
    ["consent/date", consent.date],
    ...(consent.approval === undefined ? [] : [["consent/approval/approvedOn", consent.approval.approvedOn] as const]),
    ...(ethics === null
      ? []
      : ([
          ["ethics/approvedOn", ethics.approvedOn],
          ["ethics/expiresOn", ethics.expiresOn],
        ] as const)),
    ...(["recruitmentStart", "recruitmentEnd", "studyEnd"] as const).flatMap((name) => {
      const day = protocol.timetable?.[name];
      return day === undefined ? [] : [[`timetable/${name}`, day] as const];
    }),
  ];
  const impossible = dates
    .filter(([, date]) => !isLocalDate(date))
    .map(([path, found]) =>
      found === "" ? problem(path, "date_missing") : problem(path, "date_not_in_calendar", { found }),
    );
  if (impossible.length > 0 || ethics === null || ethics.approvedOn < ethics.expiresOn) return impossible;
  return [
    problem("ethics/expiresOn", "ethics_dates_reversed", {
      approvedOn: ethics.approvedOn,
      expiresOn: ethics.expiresOn,
    }),
  ];
};

/** An approval is found again by its number: one without a number is none. */
export const approvalsHaveNumbers: Rule = ({ consent, ethics }) =>
  [
    { path: "ethics/number", number: ethics?.number },
    { path: "consent/approval/number", number: consent.approval?.number },
  ].flatMap(({ path, number }) => (number?.trim() === "" ? [problem(path, "approval_number_missing")] : []));

/** Each site lives in a time zone that can be computed with. */
export const timeZonesExist: Rule = (protocol) =>
  protocol.sites
    .filter((site) => !isTimeZone(site.timeZone))
    .map((site) => problem(`sites/${site.key}/timeZone`, "time_zone_unknown", { found: site.timeZone.slice(0, 60) }));

/** A time of day begins before it ends. */
export const timesOfDayHold: Rule = (protocol) =>
  [
    ...protocol.visits.map(({ key, timeOfDay }) => ({ path: `visits/${key}/timeOfDay`, times: timeOfDay })),
    ...protocol.interventions.map(({ key, sessions }) => ({
      path: `interventions/${key}/sessions/timeOfDay`,
      times: sessions?.timeOfDay,
    })),
  ].flatMap(({ path, times }): readonly Problem[] =>
    times === undefined || times.from < times.to
      ? []
      : [problem(path, "times_reversed", { from: times.from, to: times.to })],
  );

type PlacedText = { readonly steps: readonly (string | number)[]; readonly text: JsonObject };

function textsIn(node: Json, steps: readonly (string | number)[]): readonly PlacedText[] {
  if (Array.isArray(node)) return node.flatMap((member, index) => textsIn(member, [...steps, index]));
  if (!isObject(node)) return [];
  if (typeof node["id"] === "string" && typeof node["en"] === "string") return [{ steps, text: node }];
  return Object.entries(node).flatMap(([name, member]) => textsIn(member, [...steps, name]));
}

function isBlank(text: Json | undefined): boolean {
  return typeof text !== "string" || text.trim() === "";
}
