import { hash, verify } from "@node-rs/argon2";
import { accept, refuse, type Result } from "@kendali/domain";
import { commonPasswords, localWords } from "./common-passwords.ts";

export const shortestPassword = 12;
export const longestPassword = 200;

/** The library's number for argon2id; its enum cannot be imported by isolated modules. */
const argon2id = 2;
/** argon2id with 64 MiB and three passes: about a tenth of a second on a small server. */
const cost = { algorithm: argon2id, memoryCost: 65_536, timeCost: 3, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), cost);
}

/** Compares with the stored hash; where there is none, with one that nothing matches, so that both take the same time. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const isRight = await verify(stored ?? (await decoy()), password.normalize("NFKC"));
  return stored !== null && isRight;
}

let decoyHash: Promise<string> | null = null;
function decoy(): Promise<string> {
  decoyHash ??= hash("no account has this password", cost);
  return decoyHash;
}

/** Length, and nothing that a guesser tries first. No rule about kinds of characters: they make passwords worse. */
export function checkPassword(password: string, names: readonly string[]): Result<null> {
  if (password.length < shortestPassword)
    return refuse("password_too_weak", { reason: "short", shortest: shortestPassword });
  if (password.length > longestPassword)
    return refuse("password_too_weak", { reason: "long", longest: longestPassword });
  const plain = password.normalize("NFKC").toLowerCase();
  if (commonPasswords.has(plain) || isRepetition(plain) || isRun(plain))
    return refuse("password_too_weak", { reason: "common" });
  const letters = plain.replaceAll(/[^\p{L}]/gu, "");
  const guessable = [...localWords, ...names.map((name) => name.toLowerCase().replaceAll(/[^\p{L}]/gu, ""))].filter(
    (word) => word.length >= 3,
  );
  if (letters.length < 4 || guessable.some((word) => letters === word || letters === word + word))
    return refuse("password_too_weak", { reason: "guessable" });
  return accept(null);
}

/** `abcabcabcabc`: a short piece again and again. */
function isRepetition(text: string): boolean {
  for (let length = 1; length <= 4; length += 1) {
    if (
      text
        .slice(0, length)
        .repeat(Math.ceil(text.length / length))
        .slice(0, text.length) === text
    )
      return true;
  }
  return false;
}

/** `abcdefghijkl`, `qwertyuiop12`: neighbours on the keyboard or in the alphabet, forwards or backwards. */
function isRun(text: string): boolean {
  const rows = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
  ];
  const runs = [...rows, ...rows.map((row) => [...row].reverse().join(""))];
  return runs.some((row) => row.includes(text));
}
