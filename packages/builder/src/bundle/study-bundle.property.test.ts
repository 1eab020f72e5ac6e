import { canonicalJson, protocolHash, type Protocol } from "@kendali/domain";
import { inventedOneGroupProtocol, inventedTrialProtocol } from "@kendali/fixtures";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readStudyBundle, writeStudyBundle, type BundledVersion } from "./study-bundle.ts";

const words = fc.string({ unit: "binary", maxLength: 40 }).filter((text) => !/\u0000|\p{Surrogate}/u.test(text));
const some = words.filter((text) => text.length > 0);
const base = fc.constantFrom(inventedOneGroupProtocol(), inventedTrialProtocol());

/** A readable document with any words, numbers and short lists in it. */
const protocol: fc.Arbitrary<Protocol> = fc
  .record({
    base,
    title: fc.record({ id: words, en: words }),
    version: fc.tuple(fc.nat(99), fc.nat(99)).map(([major, minor]) => `${major}.${minor}`),
    statements: fc.uniqueArray(
      fc.record({
        key: fc.constantFrom("spirit_34", "trend_8", "spirit_22"),
        text: fc.record({ id: words, en: words }),
      }),
      {
        selector: ({ key }) => key,
      },
    ),
    alpha: fc.double({ min: 1e-9, max: 0.5, noNaN: true }),
    forms: fc.nat(4),
  })
  .map(({ base: start, title, version, statements, alpha, forms }) => ({
    ...start,
    title,
    version,
    statements,
    forms: start.forms.slice(0, forms),
    analysisPlan: { ...start.analysisPlan, alpha },
  }));

const versions: fc.Arbitrary<readonly BundledVersion[]> = fc
  .uniqueArray(protocol, { minLength: 1, maxLength: 4, selector: protocolHash })
  .chain((documents) =>
    fc
      .tuple(
        ...documents.map((_, index) =>
          index === 0
            ? fc.constant(null)
            : fc.option(
                fc.record({
                  reason: some,
                  ethicsNumber: some,
                  ethicsOn: fc.constantFrom("2026-01-05", "2027-12-31"),
                }),
              ),
        ),
      )
      .map((amendments) =>
        documents.map((document, index): BundledVersion => ({
          hash: protocolHash(document),
          version: document.version,
          amendment: amendments[index] ?? null,
          withheld: [],
          document,
        })),
      ),
  );

describe("a study as a file", () => {
  it("is read as what was written, and writing that gives the same bytes", () => {
    fc.assert(
      fc.property(versions, (given) => {
        const text = writeStudyBundle(given);
        const read = readStudyBundle(JSON.parse(text));
        if (!read.ok) throw new Error(JSON.stringify(read.refusal));
        expect(writeStudyBundle(read.value.versions)).toBe(text);
        expect(read.value.versions.map(({ document }) => canonicalJson(document))).toEqual(
          given.map(({ document }) => canonicalJson(document)),
        );
      }),
      { numRuns: 100 },
    );
  });

  it("is refused with the place wherever a byte of a document is another", () => {
    fc.assert(
      fc.property(versions, fc.nat(), some, (given, pick, added) => {
        const place = pick % given.length;
        const changed = given.map((version, index) =>
          index === place
            ? {
                ...version,
                document: {
                  ...version.document,
                  title: { ...version.document.title, en: `${version.document.title.en}${added}` },
                },
              }
            : version,
        );
        const read = readStudyBundle(JSON.parse(writeStudyBundle(changed)));
        expect(read.ok ? [] : read.refusal.problems?.map(({ path, code }) => `${path} ${code}`)).toContain(
          `versions/${place}/hash bundle_hash_differs`,
        );
      }),
      { numRuns: 40 },
    );
  });

  it("has as many versions as a study has, each within the bounds of a document", () => {
    const start = inventedOneGroupProtocol();
    const words = Array.from({ length: 3_000 }, (_, index) => ({
      key: `note_${index}`,
      about: ["visits"],
      note: { id: "Dipilih sendiri", en: "Our choice" },
    }));
    const given = Array.from({ length: 12 }, (_, index): BundledVersion => {
      const document: Protocol = { ...start, version: `1.${index}`, assumptions: words };
      const amendment = { reason: "More notes", ethicsNumber: "KEPK/1", ethicsOn: "2026-01-05" };
      const hash = protocolHash(document);
      return { hash, version: document.version, amendment: index === 0 ? null : amendment, withheld: [], document };
    });
    const text = writeStudyBundle(given);
    const read = readStudyBundle(JSON.parse(text));
    expect(read.ok ? writeStudyBundle(read.value.versions) === text : read.refusal).toBe(true);
    const [first] = given;
    const broken = {
      ...first,
      document: { ...first?.document, assumptions: Array.from({ length: 210_000 }, () => 1) },
    };
    const refused = readStudyBundle({ format: "kendali-study/1", versions: [broken] });
    expect(refused.ok ? [] : refused.refusal.problems?.map(({ path, code }) => `${path} ${code}`)).toEqual([
      "versions/0/document/assumptions document_too_large",
    ]);
  });

  it("is refused, never thrown at, whatever it is", () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 6 }), (anything) => {
        expect(readStudyBundle(anything).ok).toBe(false);
        expect(readStudyBundle({ format: "kendali-study/1", versions: anything }).ok).toBe(false);
        expect(readStudyBundle({ format: "kendali-study/1", versions: [anything] }).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
