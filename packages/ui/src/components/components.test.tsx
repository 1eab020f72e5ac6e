import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import * as icons from "../icons.ts";
import { FlowDiagram } from "./flow-diagram.tsx";
import { PairedFigure } from "./paired-figure.tsx";
import { QrCode } from "./qr-code.tsx";
import { SightBadge } from "./sight-badge.tsx";
import { Slip } from "./slip.tsx";
import { StateChip } from "./state-chip.tsx";
import { SyncChip } from "./sync-chip.tsx";
import { Table } from "./table.tsx";
import { WindowTrack } from "./window-track.tsx";

const draw = renderToStaticMarkup;

test("every symbol is one path that starts at an absolute point", () => {
  for (const [name, path] of Object.entries(icons)) expect(path, name).toMatch(/^M-?[\d.]+ -?[\d.]+[A-Za-z0-9 .,-]+$/);
});

test("a masked person is told so in both languages, whatever other words are given", () => {
  const badge = draw(<SightBadge locale="en" sight="masked" words="Sees both arms" />);
  expect(badge).toContain("Tersamar (masked)");
  expect(badge).not.toContain("Sees both arms");
});

test("a state is a word, never a colour alone", () => {
  expect(draw(<StateChip locale="id" state="late" />)).toContain("Terlambat");
  expect(draw(<StateChip locale="en" state="sent" />)).toContain("Sent");
});

test("the counter shows what waits, and failures before everything else", () => {
  expect(draw(<SyncChip locale="id" waiting={3} href="/kirim" />)).toMatch(/waiting.*>3<.*belum terkirim/);
  expect(draw(<SyncChip locale="id" waiting={3} failed={1} href="/kirim" />)).toMatch(/failed.*>1<.*gagal terkirim/);
  expect(draw(<SyncChip locale="id" waiting={0} href="/kirim" />)).toContain("Semua terkirim");
});

test("the window stands around today, which is always in the middle, and turns red once it is over", () => {
  const track = (today: string) =>
    draw(<WindowTrack opens="2026-11-22" target="2026-11-23" closes="2026-11-24" today={today} />);
  expect(track("2026-11-23")).toContain('d="M45 12H59M45 8v8M59 8v8"');
  expect(track("2026-11-23")).toContain('class="track"');
  expect(track("2026-11-26")).toContain('class="track late"');
  expect(draw(<WindowTrack opens="?" target="2026-11-23" closes="2026-11-24" today="2026-11-23" />)).toBe("");
});

test("a figure draws every participant and names who did not rise", () => {
  const pairs = [
    { before: 10, after: 30 },
    { before: 12, after: 28 },
    { before: 9.5, after: 9.5 },
    { before: 14, after: 40 },
    { before: 11, after: 33 },
  ];
  const estimate = { mean: 20, low: 15, high: 25 };
  const markup = draw(
    <PairedFigure
      locale="id"
      title="Lima ibu"
      unit="ml"
      pairs={pairs}
      before={estimate}
      after={estimate}
      change={estimate}
    />,
  );
  expect(markup.match(/r="3\.6"/g)).toHaveLength(2 * pairs.length);
  expect(markup).not.toContain("NaN");
  expect(markup.match(/r="3\.2"/g)).toHaveLength(pairs.length);
  expect(markup).toContain("tidak berubah, 1 ibu");
  expect(markup).toMatch(/role="img" aria-labelledby="([^"]+)"><title id="\1">Lima ibu/);
});

test("neighbouring columns share their spanner, and the first cell heads its row", () => {
  const columns = [
    { key: "o", head: "Luaran" },
    { key: "a", head: "M", numeric: true, spanner: "Sebelum" },
    { key: "b", head: "SD", numeric: true, spanner: "Sebelum" },
    { key: "c", head: "M", numeric: true, spanner: "Sesudah" },
  ];
  const markup = draw(
    <Table
      locale="id"
      variant="apa"
      number={1}
      title="T"
      columns={columns}
      rows={[{ key: "r", cells: ["ASI", "1", "2", "3"] }]}
    />,
  );
  expect(markup).toContain('<th colSpan="2" scope="colgroup" class="span">Sebelum</th>');
  expect(markup).toContain('<th colSpan="1" scope="colgroup" class="span">Sesudah</th>');
  expect(markup).toContain('<th scope="row">ASI</th>');
});

test("a merged flow holds no trace of the arms", () => {
  const markup = draw(
    <FlowDiagram locale="id" label="Alur" trunk={[{ label: "Dialokasikan", count: 85, heavy: true }]} />,
  );
  expect(markup).not.toMatch(/arms|arm-a|arm-b/);
  expect(markup).toContain("85");
});

test("a covered slip does not hold the arm at all", () => {
  const slip = (covered: boolean) =>
    draw(
      <Slip
        locale="id"
        covered={covered}
        study="ASI hari ke-8"
        site="Puskesmas Kenanga"
        number="KNG-029-4"
        about="Ibu F.Z."
        arm="Intervensi"
        next="Pijat mulai sore ini."
        order={86}
        time="23 Nov 2026"
        by="Rina"
        protocolVersion="3"
        commitment="9c41"
      />,
    );
  expect(slip(false)).toContain("Intervensi");
  expect(slip(true)).not.toMatch(/Intervensi|Pijat/);
});

test("a QR code carries its three finder squares", () => {
  const markup = draw(<QrCode text="KNG-029-4" label="Kode QR slip" />);
  expect(markup).toContain('viewBox="0 0 23 23"');
  for (const corner of ["M1 1h1", "M21 1h1", "M1 21h1"]) expect(markup).toContain(corner);
});

test("participants who share a line are counted on it, and figures of one or of equal values still draw", () => {
  const estimate = { mean: 1.8, low: 1.6, high: 2 };
  const figure = (pairs: readonly { before: number; after: number }[]) =>
    draw(
      <PairedFigure
        locale="en"
        title="t"
        unit="score"
        pairs={pairs}
        before={estimate}
        after={estimate}
        change={estimate}
      />,
    );
  const tied = figure([
    ...Array.from({ length: 14 }, () => ({ before: 1, after: 2 })),
    ...Array.from({ length: 4 }, () => ({ before: 2, after: 2 })),
  ]);
  expect(tied).toContain(">14</text>");
  expect(tied).toContain(">4</text>");
  expect(tied).toContain("no change, 4 mothers");
  expect(tied).not.toContain(">0.5</text>");
  for (const pairs of [
    [{ before: 5, after: 5 }],
    [{ before: -3, after: -8 }],
    [
      { before: 0, after: 0 },
      { before: 0, after: 0 },
    ],
  ]) {
    expect(figure(pairs)).not.toMatch(/NaN|Infinity/);
  }
});
