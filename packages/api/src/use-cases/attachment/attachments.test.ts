import { createHash, randomBytes, randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@kendali/db/testing";
import { withoutLocation, type Protocol } from "@kendali/domain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pieceBytes } from "../../file-store.ts";
import { referenceProtocol, refusalOf, World, type StudyWorld } from "../../testing/study-world.ts";
import { saveEntry } from "../entry/save-entry.ts";
import { beginAttachment, finishAttachment, putAttachment, readAttachment } from "./attachments.ts";

let database: TestDatabase;
let world: World;
let study: StudyWorld;
let participant: string;

/** The reference study with a photo of the measuring cup in its form of the milk volume, and one in its session. */
function withPhotos(protocol: Protocol): Protocol {
  const photo = (key: string) => ({
    key,
    type: "photo" as const,
    label: { id: "Foto", en: "Photo" },
    required: false,
    maxKilobytes: 1024,
  });
  return {
    ...protocol,
    forms: protocol.forms.map((form) => {
      const item = { milk_volume: "cup_photo", massage_session: "session_photo" }[form.key];
      const [first, ...rest] = form.sections;
      if (item === undefined || first === undefined) return form;
      return { ...form, sections: [{ ...first, items: [...first.items, photo(item)] }, ...rest] };
    }),
  };
}

beforeAll(async () => {
  database = await createTestDatabase();
  world = await World.open(database);
  study = await world.study({ key: "files", protocol: withPhotos(referenceProtocol("oxytocin-rct")) });
  // The sessions are planned for one arm: only a participant of it has them.
  for (let arm = ""; arm !== "oxytocin_massage";) ({ participant, arm } = await study.allocated());
});
afterAll(() => database.drop());

const png = (bytes: number) =>
  Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), randomBytes(bytes - 8)]);
const sum = (content: Buffer) => createHash("sha256").update(content).digest("hex");
const place = (item = "cup_photo", form = "milk_volume", visit = "day_8") => ({
  study: study.key,
  participant,
  visit,
  form,
  item,
});

function begin(content: Buffer, facts: object = {}, by = study.people.assessor) {
  return world.run(by, beginAttachment, {
    commandId: randomUUID(),
    ...place(),
    sha256: sum(content),
    mediaType: "image/png",
    bytes: content.length,
    ...facts,
  });
}

async function mustBegin(content: Buffer) {
  const begun = await begin(content);
  if (!begun.ok) throw new Error(begun.refusal.code);
  return begun.value;
}

const put = (file: string, content: Buffer, index: number) =>
  world.run(study.people.assessor, putAttachment, {
    ...place(),
    file,
    index,
    content: content.subarray(index * pieceBytes, (index + 1) * pieceBytes).toString("base64"),
  });
const finish = (file: string) =>
  world.run(study.people.assessor, finishAttachment, { commandId: randomUUID(), ...place(), file });

async function readBack(value: string): Promise<Buffer> {
  const named = { study: study.key, participant, form: "milk_volume", item: "cup_photo", value };
  const read = await world.must(study.people.coordinator, readAttachment, named);
  const pieces: Uint8Array[] = [];
  for await (const piece of read.pieces) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe("attachments", () => {
  test("go up in pieces, go on where they were cut off, and come back byte for byte", async () => {
    const content = png(pieceBytes * 2 + 1234);
    const begun = await mustBegin(content);
    expect(begun.missing).toEqual([0, 1, 2]);
    await put(begun.file, content, 1);
    await put(begun.file, content, 1);
    expect(refusalOf(await finish(begun.file)).code).toBe("file_incomplete");
    const again = await mustBegin(content);
    expect(again).toMatchObject({ file: begun.file, missing: [0, 2] });
    await Promise.all(again.missing.map((index) => put(begun.file, content, index)));
    expect((await finish(begun.file)).ok).toBe(true);
    expect((await mustBegin(content)).missing).toEqual([]);
    expect((await readBack(begun.value)).equals(content)).toBe(true);
  });

  test("are not taken damaged, of another type than announced, too large, or of a kind the item does not take", async () => {
    const content = png(500);
    const other = png(500);
    const begun = await mustBegin(content);
    await put(begun.file, other, 0);
    expect(refusalOf(await finish(begun.file)).code).toBe("file_damaged");
    const text = Buffer.from("not a picture at all");
    const lying = await mustBegin(text);
    await put(lying.file, text, 0);
    expect(refusalOf(await finish(lying.file))).toEqual({ code: "file_other_content", params: { kind: "PNG" } });
    expect(refusalOf(await put(lying.file, Buffer.from("longer than announced, far longer"), 0)).code).toBe(
      "file_damaged",
    );
    expect(refusalOf(await begin(png(1024 * 1024 + 1))).code).toBe("file_not_taken");
    expect(refusalOf(await begin(content, { mediaType: "application/pdf" })).code).toBe("file_not_taken");
    expect(refusalOf(await begin(content, { item: "volume" })).code).toBe("not_found");
  });

  test("are of a visit that is the participant's and plans the form, and leave no event where there is none", async () => {
    const content = png(200);
    const at = (visit: string) => begin(content, place("cup_photo", "milk_volume", visit));
    for (const visit of ["no_such_visit", "session_1", "screening"])
      expect(refusalOf(await at(visit)).code).toBe("not_found");
    const begun = await mustBegin(content);
    await put(begun.file, content, 0);
    const elsewhere = {
      commandId: randomUUID(),
      ...place("cup_photo", "milk_volume", "no_such_visit"),
      file: begun.file,
    };
    expect(refusalOf(await world.run(study.people.assessor, finishAttachment, elsewhere)).code).toBe("not_found");
    const told = await database.client<{ n: number }[]>`
      SELECT count(*)::int AS n FROM audit_event WHERE event LIKE '%no_such_visit%'`;
    expect(told[0]?.n).toBe(0);
  });

  test("that tell where they were taken are not stored, and are once the place is blanked", async () => {
    const property = '<rdf:Description exif:GPSLatitude="6,53.1S" exif:GPSLongitude="107,36.7E"/>';
    const content = Buffer.concat([png(300), Buffer.from(property)]);
    const telling = await mustBegin(content);
    await put(telling.file, content, 0);
    expect(refusalOf(await finish(telling.file)).code).toBe("attachment_has_location");
    const blanked = Buffer.from(withoutLocation(content));
    const begun = await mustBegin(blanked);
    await put(begun.file, blanked, 0);
    expect((await finish(begun.file)).ok).toBe(true);
    expect((await readBack(begun.value)).includes("107")).toBe(false);
  });

  test("that arrived damaged are mended: only the wrong pieces are asked for again, and nothing stored is changed", async () => {
    const content = png(pieceBytes * 2 + 777);
    const begun = await mustBegin(content);
    const wrong = Buffer.from(content);
    wrong.writeUInt8((wrong.readUInt8(pieceBytes + 5) + 1) % 256, pieceBytes + 5);
    for (const index of [0, 1, 2]) await put(begun.file, wrong, index);
    expect(refusalOf(await finish(begun.file)).code).toBe("file_damaged");
    const pieces = [0, 1, 2].map((index) => sum(content.subarray(index * pieceBytes, (index + 1) * pieceBytes)));
    expect(refusalOf(await begin(content, { pieces: pieces.slice(1) })).code).toBe("file_damaged");
    const mending = await begin(content, { pieces });
    expect(mending).toMatchObject({ ok: true, value: { file: begun.file, missing: [1] } });
    await put(begun.file, content, 1);
    expect((await finish(begun.file)).ok).toBe(true);
    // What comes late, when the file is whole, changes nothing.
    expect((await put(begun.file, wrong, 1)).ok).toBe(true);
    expect((await readBack(begun.value)).equals(content)).toBe(true);
    const rounds = await database.client<{ index: number; round: number; same: boolean }[]>`
      SELECT index, round, content = ${wrong.subarray(pieceBytes, 2 * pieceBytes)} AS same
      FROM stored_file_piece WHERE file = ${begun.file} ORDER BY 1, 2`;
    expect(rounds.map(({ index, round, same }) => [index, round, same])).toEqual([
      [0, 0, false],
      [1, 0, true],
      [1, 1, false],
      [2, 0, false],
    ]);
  });

  test("cannot be filled with damaged pieces without end", async () => {
    const content = png(300);
    const { file } = await mustBegin(content);
    const kept = await Promise.all(Array.from({ length: 20 }, () => put(file, png(300), 0)));
    expect(kept.filter(({ ok }) => ok)).toHaveLength(16);
  });

  test("belong to their form: who may not read it gets none, and a masked viewer none that tells the arm", async () => {
    const content = png(300);
    const begun = await mustBegin(content);
    await put(begun.file, content, 0);
    await finish(begun.file);
    const read = (account: string, facts: object = {}) =>
      world.run(account, readAttachment, {
        study: study.key,
        participant,
        form: "milk_volume",
        item: "cup_photo",
        value: begun.value,
        ...facts,
      });
    expect((await read(study.people.assessor)).ok).toBe(true);
    expect((await read(study.people.provider)).ok).toBe(false);
    expect(refusalOf(await read(study.people.assessor, { item: "session_photo" })).code).toBe("not_found");
    const hidden = await begin(content, place("session_photo", "massage_session", "session_1"));
    expect(refusalOf(hidden).code).toBe("not_found");
  });

  test("a file of a form that tells the arm exists for who gives the session, and for a masked viewer it does not", async () => {
    const content = png(400);
    const { provider, assessor } = study.people;
    const at = place("session_photo", "massage_session", "session_1");
    const begun = await begin(content, at, provider);
    if (!begun.ok) throw new Error(begun.refusal.code);
    const { file, value } = begun.value;
    await world.must(provider, putAttachment, { ...at, file, index: 0, content: content.toString("base64") });
    await world.must(provider, finishAttachment, { commandId: randomUUID(), ...at, file });
    const { visit: _visit, ...named } = at;
    expect((await world.run(provider, readAttachment, { ...named, value })).ok).toBe(true);
    const masked = await world.run(assessor, readAttachment, { ...named, value });
    const absent = await world.run(assessor, readAttachment, { ...named, form: "no_such_form", value });
    expect(refusalOf(masked)).toEqual(refusalOf(absent));
    expect(refusalOf(masked).code).toBe("not_found");
  });

  test("are not announced without number: for one answer, and unfinished of one account", async () => {
    const another = await world.study({ key: "quota", protocol: withPhotos(referenceProtocol("oxytocin-rct")) });
    const hers = await another.enrol();
    const others = await another.enrol();
    const announce = (who: string, by: string) => {
      const content = png(100);
      const at = { study: another.key, participant: who, visit: "pretest", form: "milk_volume", item: "cup_photo" };
      const facts = { ...at, commandId: randomUUID(), sha256: sum(content), mediaType: "image/png", bytes: 100 };
      return world.run(by, beginAttachment, facts);
    };
    const tried = async (who: string, by: string) => {
      let taken = 0;
      for (;;) {
        const answer = await announce(who, by);
        if (!answer.ok || taken > 100) return { taken, refusal: refusalOf(answer) };
        taken += 1;
      }
    };
    const { assessor, coordinator } = another.people;
    const planned = referenceProtocol("oxytocin-rct").visits.filter(({ forms }) =>
      forms.some(({ form }) => form === "milk_volume"),
    );
    const most = 12 * planned.length;
    const open = { code: "too_many_open_files", params: { most: 40 } };
    expect(await tried(hers, assessor)).toEqual({ taken: 40, refusal: open });
    const full = { code: "too_many_files", params: { most } };
    expect(await tried(hers, coordinator)).toEqual({ taken: most - 40, refusal: full });
    expect(await tried(others, assessor)).toEqual({ taken: 0, refusal: open });
    expect((await announce(others, coordinator)).ok).toBe(true);
  });

  test("an entry keeps the name of a file only when the file is there", async () => {
    const another = await study.enrol();
    const save = (value: string) =>
      world.run(study.people.assessor, saveEntry, {
        commandId: randomUUID(),
        study: study.key,
        participant: another,
        visit: "pretest",
        form: "milk_volume",
        baseRevision: 0,
        performedOn: study.today,
        values: { cup_photo: value },
        softReasons: {},
        deviceTime: null,
      });
    const refusal = refusalOf(await save(`${"a".repeat(64)}.png`));
    expect(refusal.code).toBe("values_invalid");
    expect(refusal.problems).toContainEqual(expect.objectContaining({ path: "cup_photo", code: "file_not_stored" }));
  });
});
