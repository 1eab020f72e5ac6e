import { expect, type Page, test } from "@playwright/test";

import { expectAccessible, expectNoSidewaysScroll } from "./support/check-page.ts";
import { ask, enrol, pageOf } from "./support/midwife.ts";
import { both, openTestStudy, pilotWith } from "./support/test-study.ts";

/** A photo, a signature and a file. */
const papers = {
  key: "papers",
  title: both("Foto dan surat", "Photo and papers"),
  performedBy: ["coordinator"],
  purpose: "characteristics",
  revealsArm: false,
  sections: [
    {
      key: "files",
      title: both("Berkas", "Files"),
      items: [
        { key: "cup_photo", type: "photo", label: both("Foto gelas ukur", "Photo of the cup"), required: true },
        { key: "mother_sign", type: "signature", label: both("Tanda tangan Ibu", "Signature"), required: true },
        { key: "referral", type: "attachment", label: both("Surat rujukan", "Letter of referral"), required: false },
      ],
    },
  ],
};

/** A photo as a camera gives it: larger than is kept, with a note of the place in its head. */
async function photoWithPlace(page: Page): Promise<Buffer> {
  const drawn = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    canvas.width = 2400;
    canvas.height = 1800;
    const pen = canvas.getContext("2d");
    if (pen === null) throw new Error("no canvas");
    for (let at = 0; at < 40_000; at += 1) {
      pen.fillStyle = `hsl(${(at * 47) % 360} 70% ${30 + (at % 50)}%)`;
      pen.fillRect((at * 331) % 2400, (at * 197) % 1800, 24, 18);
    }
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.9));
    return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer())];
  });
  const note = Buffer.from("Exif\0\0 GPS 7.7956 S 110.3695 E", "latin1");
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, note.length + 2]);
  return Buffer.concat([head, note, Buffer.from(drawn).subarray(2)]);
}

/** Chooses a file the way a thumb does: the button opens the device's own choice. */
async function choose(page: Page, button: string, file: { name: string; mimeType: string; buffer: Buffer }) {
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("dialog").getByRole("button", { name: button }).click();
  await (await choosing).setFiles(file);
}

async function sign(page: Page) {
  const place = page.getByRole("img", { name: /^Tempat tanda tangan/ });
  const box = await place.boundingBox();
  if (box === null) throw new Error("no place to sign");
  await page.mouse.move(box.x + 30, box.y + box.height / 2);
  await page.mouse.down();
  for (let step = 1; step <= 20; step += 1)
    await page.mouse.move(box.x + 30 + step * 10, box.y + box.height / 2 + (step % 2 === 0 ? 25 : -25));
  await page.mouse.up();
}

/** A letter of three pieces. */
const letterText = "Rujukan ke puskesmas. ".repeat(25_000);

/** What the server gives under the address of a link. */
const fetched = (page: Page, path: string) =>
  page.evaluate(async (address) => {
    const response = await fetch(address);
    const bytes = new Uint8Array(await response.arrayBuffer());
    return {
      status: response.status,
      disposition: response.headers.get("content-disposition"),
      policy: response.headers.get("content-security-policy"),
      sniff: response.headers.get("x-content-type-options"),
      text: new TextDecoder("latin1").decode(bytes),
    };
  }, path);

test("a photo, a signature and a letter are attached without a network, survive a reload, are sent, saved and read", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const study = await openTestStudy(
    await pageOf(browser, "administrator", "en"),
    await pageOf(browser, "peneliti", "en"),
    { name: "files", protocol: pilotWith(papers) },
  );
  const page = await pageOf(browser, "koordinator");
  await page.setViewportSize({ width: 360, height: 760 });
  const number = await enrol(page, "Rekaan Berkas", study);
  const form = `/s/${study}/participant/${number}/pretest/papers`;
  await page.goto(form);
  const camera = await photoWithPlace(page);

  await test.step("what cannot be read as a picture is said, and the sheet stays", async () => {
    await page.getByRole("button", { name: "Ambil atau pilih foto" }).click();
    await expectAccessible(page);
    await choose(page, "Pilih foto", { name: "x.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") });
    await expect(page.getByRole("dialog").getByRole("alert")).toContainText("tidak dapat dibaca sebagai gambar");
  });

  await test.step("the network breaks off in the middle of the photo: it stays on the phone, and says so", async () => {
    const first: number[] = [];
    await page.route("**/api/trpc/attachment.put", async (route) => {
      const { index } = route.request().postDataJSON() as { index: number };
      first.push(index);
      await (index === 0 ? route.continue() : route.abort("connectionreset"));
    });
    await choose(page, "Ambil foto", { name: "cup.jpg", mimeType: "image/jpeg", buffer: camera });
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(page.getByRole("img", { name: "Foto gelas ukur" })).toBeVisible();
    await expect.poll(() => first).toContain(1);
    await page.context().setOffline(true);
    await expect(page.getByText(/^Belum terkirim/)).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });

  await test.step("a signature is written while there is no network", async () => {
    await page.getByRole("button", { name: "Lanjut" }).click();
    await page.getByRole("button", { name: "Tanda tangani" }).click();
    await expect(page.getByRole("button", { name: "Tanda tangan masih kosong" })).toBeDisabled();
    await expect(page.getByText(/^Tidak dapat menulis di layar\?/)).toBeVisible();
    await sign(page);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Pakai tanda tangan ini" }).click();
    await expect(page.getByRole("img", { name: "Tanda tangan Ibu" })).toBeVisible();
    await expect(page.getByText(/^Belum terkirim/)).toBeVisible();
    await expect(page.getByText(/Tersimpan di HP \d\d\.\d\d/)).toBeVisible();
  });

  const later: { item: string; index: number }[] = [];
  await test.step("the entry is left and its files go up by themselves, from the page of the day", async () => {
    await page.unroute("**/api/trpc/attachment.put");
    await page.route("**/api/trpc/attachment.begin", (route) => route.abort("connectionreset"));
    page.on("request", (request) => {
      if (request.url().endsWith("/attachment.put"))
        later.push(request.postDataJSON() as { item: string; index: number });
    });
    await page.context().setOffline(false);
    await page.goto(`/s/${study}/today`);
    const chip = page.locator("a.sync");
    const row = page.locator("#drafts").getByRole("link", { name: new RegExp(number) });
    await expect(chip).toContainText("1belum terkirim");
    await expect(chip).toContainText(/2 berkas/);
    await expect(row).toContainText("2 berkas belum sampai di server");
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.unroute("**/api/trpc/attachment.begin");
    await expect(chip).not.toContainText("berkas", { timeout: 60_000 });
    await expect(row).not.toContainText("berkas");
    // The piece that had arrived is not sent twice.
    const pieces = later.filter(({ item }) => item === "cup_photo").map(({ index }) => index);
    expect(pieces).toContain(1);
    expect(pieces).not.toContain(0);
    // On the next page nothing is left to be sent.
    const before = later.length;
    await page.goto(form);
    await page.getByRole("button", { name: "Lanjutkan" }).click();
    await expect(page.getByRole("img", { name: "Tanda tangan Ibu" })).toBeVisible();
    await expect(page.getByText("Terkirim.", { exact: true })).toBeVisible();
    expect(later).toHaveLength(before);
  });

  await test.step("a signature that is begun outlives a reload, and is gone on with", async () => {
    await page.getByRole("button", { name: "Ganti" }).click();
    await sign(page);
    await page.getByRole("dialog").getByRole("button", { name: "Batal" }).click();
    await expect(page.getByText(/^Tanda tangan sudah dimulai/)).toBeVisible();
    await page.reload();
    await page.getByRole("button", { name: "Lanjutkan" }).click();
    await expect(page.getByText(/^Tanda tangan sudah dimulai/)).toBeVisible();
    await page.getByRole("button", { name: "Ganti" }).click();
    const drawn = () =>
      page.locator("canvas.sign").evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
        return data.filter((value, at) => at % 4 === 3 && value > 0).length;
      });
    await expect.poll(drawn).toBeGreaterThan(500);
    await page.getByRole("button", { name: "Pakai tanda tangan ini" }).click();
    await expect(page.getByText(/^Tanda tangan sudah dimulai/)).toBeHidden();
    await expect(page.getByText("Terkirim.", { exact: true })).toBeVisible();
  });

  await test.step("a letter too large or of another kind is not taken; a text is", async () => {
    await page.getByRole("button", { name: "Lampirkan berkas" }).click();
    const program = { name: "a.exe", mimeType: "application/x-msdownload", buffer: Buffer.from("MZ") };
    await choose(page, "Pilih berkas", program);
    await expect(page.getByRole("dialog").getByRole("alert")).toContainText("tidak diterima di sini");
    await choose(page, "Pilih berkas", {
      name: "besar.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.alloc(10_241 * 1024, 1),
    });
    await expect(page.getByRole("dialog").getByRole("alert")).toContainText("10.241 kB, paling besar 10.240 kB");
  });

  await test.step("a piece that is damaged on its way is sent again by itself, alone, and said", async () => {
    const sent: number[] = [];
    await page.route("**/api/trpc/attachment.put", (route) => {
      const piece = route.request().postDataJSON() as { index: number; content: string };
      sent.push(piece.index);
      const isFirst = sent.filter((index) => index === piece.index).length === 1;
      if (piece.index !== 1 || !isFirst) return route.continue();
      const content = `${piece.content.startsWith("A") ? "B" : "A"}${piece.content.slice(1)}`;
      return route.continue({ postData: { ...piece, content } });
    });
    const letter = { name: "rujukan.txt", mimeType: "text/plain", buffer: Buffer.from(letterText) };
    await choose(page, "Pilih berkas", letter);
    await expect(page.getByRole("link", { name: /Berkas TXT.*Buka/ })).toBeVisible();
    await expect(page.getByText(/^Terkirim\. 1 bagian rusak di jalan/)).toBeVisible();
    expect(sent).toEqual([0, 1, 2, 1]);
    await page.unroute("**/api/trpc/attachment.put");
  });

  await test.step("before sending all three are shown once more; the entry is saved, and the phone forgets the files", async () => {
    const next = page.getByRole("button", { name: "Lanjut" });
    const review = page.getByRole("heading", { name: "Periksa, lalu kirim" });
    await next.click();
    await expect(review).toBeVisible();
    const list = page.getByRole("region", { name: "Berkas terlampir" });
    await expect(list.getByText(/^Terkirim\./)).toHaveCount(3);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Kirim", exact: true }).click();
    await expect(page).not.toHaveURL(/papers$/);
    await expect
      .poll(() =>
        page.evaluate(async () => {
          const database = await new Promise<IDBDatabase>((resolve, reject) => {
            const request = indexedDB.open("kendali-files", 1);
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(new Error("not opened"));
          });
          const count = database.transaction("files").objectStore("files").count();
          return new Promise((resolve) => {
            count.onsuccess = () => resolve(count.result);
          });
        }),
      )
      .toBe(0);
  });

  await test.step("who reads it sees pictures and a link, never a bare hash", async () => {
    await page.goto(form);
    const photo = page.getByRole("img", { name: "Foto gelas ukur" });
    await expect.poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1600);
    await expect(page.getByRole("img", { name: "Tanda tangan Ibu" })).toBeVisible();
    expect(await page.locator("main").textContent()).not.toMatch(/[0-9a-f]{8}/);
    await expectAccessible(page);
    await page.setViewportSize({ width: 1280, height: 900 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);

    const address = (await page.getByRole("link", { name: /^Foto gelas ukur/ }).getAttribute("href")) ?? "";
    const stored = await fetched(page, address);
    expect(stored).toMatchObject({ status: 200, sniff: "nosniff" });
    expect(stored.disposition).toMatch(/^inline; filename="[A-Z]+-\d+-\d_cup_photo_[0-9a-f]{8}\.jpg"$/);
    expect(stored.policy).toMatch(/sandbox/);
    expect(stored.text.length).toBeLessThan(camera.length);
    expect(camera.includes("GPS")).toBe(true);
    expect(stored.text).not.toMatch(/GPS|Exif/);
    const letter = (await page.getByRole("link", { name: /^Berkas TXT/ }).getAttribute("href")) ?? "";
    const text = await fetched(page, letter);
    expect(text).toMatchObject({ status: 200, text: letterText });
    expect(text.disposition).toMatch(/^attachment;/);

    // Who has no role in the study is told no more than that there is nothing.
    const stranger = await pageOf(browser, "penilai");
    expect((await fetched(stranger, address)).status).toBe(404);
    await stranger.context().clearCookies();
    expect((await fetched(stranger, address)).status).toBe(401);
  });

  await test.step("taken off and replaced on a wide window, the entry names the new one", async () => {
    await page.getByRole("button", { name: "Perbaiki isian" }).click();
    await page.getByRole("group", { name: "Surat rujukan" }).getByRole("button", { name: "Lepaskan" }).click();
    await page.getByRole("group", { name: "Tanda tangan Ibu" }).getByRole("button", { name: "Ganti" }).click();
    await choose(page, "Pilih gambar tanda tangan", { name: "p.jpg", mimeType: "image/jpeg", buffer: camera });
    await expect(page.getByText("Terkirim.", { exact: true })).toBeVisible();
    await page.getByLabel("Alasan perubahan").fill("Tanda tangan di kertas.");
    await page.getByRole("button", { name: "Simpan dan kirim" }).click();
    await expect(page).not.toHaveURL(/papers$/);
    const at = { study, participant: number, visit: "pretest", form: "papers" };
    const entry = await ask<{ revision: number; values: Record<string, string> }>(page, "entry.get", at);
    expect(entry.revision).toBe(2);
    expect(Object.keys(entry.values).toSorted()).toEqual(["cup_photo", "mother_sign"]);
    expect(entry.values["mother_sign"]).toMatch(/^[0-9a-f]{64}\.png$/);
  });
});
