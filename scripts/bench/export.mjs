import { randomUUID } from "node:crypto";
import { request } from "node:http";
import { enrolMothers, makeLoadStudy, saveCommand } from "../load/load-study.mjs";
import { openInstallation } from "../load/installation.mjs";
import { forgetPeak, memoryOf, peakMemoryOf } from "./processes.mjs";

/** A frozen dataset of many participants with one 30-item form each: freezing it, and downloading the zip of CSV files. */
export async function benchExport({ log, participants }) {
  const place = await openInstallation(log);
  try {
    log(`Making a study and ${participants} invented participants with a form each (minutes) …`);
    const study = await makeLoadStudy(place.address, { setupToken: place.setupToken, forms: 1 });
    const numbers = await enrolMothers(study, participants);
    await saveAll(study, numbers);
    const rest = memoryOf(place.webPid());
    log("Freezing the dataset …");
    const freezing = await observed(place, () => freeze(study));
    log("Downloading it …");
    const path = `/api/download/${study.key}/${freezing.value}.zip`;
    const first = await observed(place, () => download(place.address, study.client.cookie(), path));
    const again = await observed(place, () => download(place.address, study.client.cookie(), path));
    const base = rest === null ? "" : `, ${rest.toFixed(0)} MiB before`;
    return [
      [`Freezing ${participants} participants`, seconds(freezing.seconds), `${peak(freezing)}${base}`],
      [`First download of that dataset, zip of CSV`, seconds(first.value.total), downloadWords(first)],
      [`The same again`, seconds(again.value.total), downloadWords(again)],
    ];
  } finally {
    await place.close();
  }
}

async function saveAll(study, numbers) {
  const queue = numbers.entries();
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (const [serial, number] of queue)
        await study.client.mutate("entry.save", saveCommand(study, number, 0, serial));
    }),
  );
}

async function freeze({ key, client }) {
  const input = { commandId: randomUUID(), study: key, name: "Rekaan", reason: "Uji beban", withArm: true };
  const { id } = await client.mutate("snapshot.freeze", input);
  return id;
}

/** Seconds to the first byte and to the last one, and how many bytes. */
function download(address, cookie, path) {
  const { hostname, port } = new URL(address);
  const started = performance.now();
  const elapsed = () => (performance.now() - started) / 1000;
  return new Promise((resolve, reject) => {
    const sent = request({ host: hostname === "localhost" ? "127.0.0.1" : hostname, port, path, headers: { cookie } });
    sent.once("error", reject);
    sent.once("response", (response) => {
      let firstByte = null;
      let bytes = 0;
      response.on("data", (chunk) => {
        firstByte ??= elapsed();
        bytes += chunk.length;
      });
      response.once("error", reject);
      response.once("end", () => {
        if (response.statusCode === 200) resolve({ firstByte, total: elapsed(), bytes });
        else reject(new Error(`the download was answered ${response.statusCode}`));
      });
    });
    sent.end();
  });
}

async function observed(place, work) {
  forgetPeak(place.webPid());
  const started = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - started) / 1000, peak: peakMemoryOf(place.webPid()) };
}

function downloadWords({ value, ...rest }) {
  return `first byte ${seconds(value.firstByte)}, ${(value.bytes / 1024 / 1024).toFixed(1)} MiB, ${peak(rest)}`;
}

function peak({ peak: mebibytes }) {
  return mebibytes === null ? "memory not counted on this system" : `peak memory ${mebibytes.toFixed(0)} MiB`;
}

function seconds(value) {
  return `${value.toFixed(2)} s`;
}
