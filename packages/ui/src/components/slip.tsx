"use client";

import { createTranslator, type Locale, uiCatalogue } from "@kendali/i18n";
import { type ReactNode, useState } from "react";
import { eyeIcon, eyeOffIcon, printerIcon } from "../icons.ts";
import { Button } from "./button.tsx";
import { FieldScreen, FootBar } from "./field-screen.tsx";
import { Icon } from "./icon.tsx";

export type SlipProps = {
  readonly locale: Locale;
  /** Short title of the study: a slip is read away from the screen. */
  readonly study: string;
  /** What kind of data it is of, where they are not a study's real data: a slip is kept in the same folder. */
  readonly tag?: ReactNode;
  readonly number: string;
  /** Initials, site and strata: "Ibu F.Z. · Puskesmas Kenanga · multipara". */
  readonly about: string;
  /** The arm as a word; it is never only a colour. */
  readonly arm: string;
  /** What follows from it: "Pijat oksitosin sekali sehari selama 7 hari, mulai sore ini." */
  readonly next: string;
  /** Place in the order of allocation, where the viewer may know it. */
  readonly order?: number | undefined;
  /** Date and clock to the second, with zone. */
  readonly time: string;
  readonly site: string;
  readonly by?: string | undefined;
  readonly protocolVersion: string;
  /** How the list's published commitment begins: 16 digits in groups of four. */
  readonly commitment?: string | undefined;
  /** What the code holds, in words, where there is no commitment to show. */
  readonly codeWords?: string | undefined;
  /** The `QrCode` of participant, protocol version and commitment. */
  readonly qr?: ReactNode;
  readonly covered: boolean;
};

/** The randomization slip: seen only by who may see the arm, and printed on one page of 105 × 148 mm. */
export function Slip({
  locale,
  study,
  tag,
  number,
  about,
  arm,
  next,
  order,
  time,
  site,
  by,
  protocolVersion,
  commitment,
  codeWords,
  qr,
  covered,
}: SlipProps) {
  const t = createTranslator(locale, uiCatalogue);
  return (
    <div className="slip">
      <div>
        <b className="small">{study}</b> {tag}
        <br />
        <span className="small ink2">{t("slip_number")}</span>
        <div className="id">{number}</div>
        <span className="small ink2">{about}</span>
      </div>
      {covered ? (
        <div className="arm covered">
          <span>{t("slip_covered")}</span>
        </div>
      ) : (
        <div className="arm">
          <span className="small ink2">{t("slip_arm")}</span>
          <div className="g">{arm}</div>
          <p>{next}</p>
          <p className="keep">
            <Icon path={eyeOffIcon} />
            {t("slip_hide")}
          </p>
        </div>
      )}
      <dl className="kv">
        {order !== undefined && (
          <>
            <dt>{t("slip_order")}</dt>
            <dd>{order}</dd>
          </>
        )}
        <dt>{t("slip_time")}</dt>
        <dd>{time}</dd>
        <dt>{t("slip_site")}</dt>
        <dd>{site}</dd>
        {by !== undefined && (
          <>
            <dt>{t("slip_by")}</dt>
            <dd>{by}</dd>
          </>
        )}
        <dt>{t("slip_protocol")}</dt>
        <dd>{protocolVersion}</dd>
      </dl>
      <div className="ft">
        {qr}
        {commitment === undefined ? (
          <span>{codeWords}</span>
        ) : (
          <span>
            {t("slip_commitment")}
            <br />
            <span className="mono">{commitment} …</span>
            <br />
            {t("slip_commitment_why")}
          </span>
        )}
      </div>
    </div>
  );
}

export type SlipScreenProps = Omit<SlipProps, "covered"> & { readonly title: string; readonly header: ReactNode };

/** The slip with its two acts: cover the arm at once, because people stand beside each other in a clinic, and print. */
export function SlipScreen({ title, header, ...slip }: SlipScreenProps) {
  const t = createTranslator(slip.locale, uiCatalogue);
  const [covered, cover] = useState(false);
  const foot = (
    <FootBar>
      <Button icon={covered ? eyeIcon : eyeOffIcon} onClick={() => cover(!covered)}>
        {t(covered ? "slip_uncover" : "slip_cover")}
      </Button>
      <Button kind="primary" icon={printerIcon} disabled={covered} onClick={() => window.print()}>
        {t("slip_print")}
      </Button>
    </FootBar>
  );
  return (
    <FieldScreen header={header} foot={foot}>
      <h1>{title}</h1>
      <Slip {...slip} covered={covered} />
    </FieldScreen>
  );
}
