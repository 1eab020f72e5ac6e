import { readFileSync, readdirSync, writeFileSync } from "node:fs";

/** Ticks of the kernel's clock in one second, as /proc counts them on every Linux this runs on. */
const ticksPerSecond = 100;

/** CPU seconds a process has used, user and system; null where the system has no /proc. */
export function cpuSecondsOf(pid) {
  const stat = readStat(pid);
  return stat === null ? null : (stat.user + stat.system) / ticksPerSecond;
}

/** The same for a process with all its children, living and waited for: a Postgres server. */
export function cpuSecondsOfFamily(pid) {
  const parent = readStat(pid);
  if (parent === null) return null;
  const children = readdirSync("/proc")
    .filter((name) => /^\d+$/u.test(name))
    .map((name) => readStat(Number(name)))
    .filter((stat) => stat !== null && stat.parent === pid);
  const ticks = children.reduce(
    (sum, stat) => sum + stat.user + stat.system,
    parent.user + parent.system + parent.childrenUser + parent.childrenSystem,
  );
  return ticks / ticksPerSecond;
}

/** Peak resident memory since the last `forgetPeak`, MiB. */
export function peakMemoryOf(pid) {
  const status = readText(`/proc/${pid}/status`);
  const kibibytes = /^VmHWM:\s+(\d+) kB/mu.exec(status ?? "")?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) / 1024;
}

export function memoryOf(pid) {
  const kibibytes = /^VmRSS:\s+(\d+) kB/mu.exec(readText(`/proc/${pid}/status`) ?? "")?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) / 1024;
}

export function forgetPeak(pid) {
  if (readText(`/proc/${pid}/status`) !== null) writeFileSync(`/proc/${pid}/clear_refs`, "5");
}

function readStat(pid) {
  const stat = readText(`/proc/${pid}/stat`);
  if (stat === null) return null;
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const number = (index) => Number(fields[index]);
  return {
    parent: number(1),
    user: number(11),
    system: number(12),
    childrenUser: number(13),
    childrenSystem: number(14),
  };
}

function readText(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    // No /proc on this system, or the process ended between two looks.
    if (["ENOENT", "ESRCH"].includes(error.code)) return null;
    throw error;
  }
}
