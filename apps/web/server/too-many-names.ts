/** Names that one object of a request may have before they count: no part of a study document comes near it. */
const usual = 1000;
/** Names beyond the usual that all objects of a request may have together. */
const mostBeyond = 50_000;

/**
 * Whether a request's text, before anything parses it, has objects of more names than any study: reading a million names
 * takes the process seconds, counting them some hundredths of one. Anything else that is wrong of it is the parser's to say.
 */
export function hasTooManyNames(json: string): boolean {
  const names: number[] = [];
  let beyond = 0;
  for (let at = 0; at < json.length; at += 1) {
    switch (json.charCodeAt(at)) {
      case 0x22: {
        const end = endOfText(json, at + 1);
        if (end === -1) return false;
        at = end;
        break;
      }
      case 0x7b:
      case 0x5b:
        names.push(0);
        break;
      case 0x7d:
      case 0x5d:
        names.pop();
        break;
      case 0x3a: {
        const count = (names.at(-1) ?? 0) + 1;
        names[names.length - 1] = count;
        if (count > usual) beyond += 1;
        if (beyond > mostBeyond) return true;
        break;
      }
    }
  }
  return false;
}

/** Where a text ends that begins at `from`; -1 where it does not. */
function endOfText(json: string, from: number): number {
  for (let at = json.indexOf('"', from); at !== -1; at = json.indexOf('"', at + 1)) {
    let slashes = 0;
    while (at - slashes > from && json.charCodeAt(at - slashes - 1) === 0x5c) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return -1;
}
