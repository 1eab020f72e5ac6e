/** Mean width of a letter of the face, of its size; wide enough that no line is cut off. */
const letter = 0.56;

/** Breaks a text between words into lines of a width; a word longer than that is cut. At most `most` lines, the last with an ellipsis. */
export function wrapText(text: string, width: number, size: number, most = 4): readonly string[] {
  const room = Math.max(2, Math.floor(width / (size * letter)));
  const lines: string[] = [];
  let line = "";
  const words = text
    .split(/\s+/)
    .filter((word) => word !== "")
    .flatMap((word) => cut(word, room));
  for (const word of words) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length <= room) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  if (line !== "") lines.push(line);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${(lines[most - 1] ?? "").slice(0, room - 1)}…`];
}

function cut(word: string, room: number): readonly string[] {
  const letters = [...word];
  return Array.from({ length: Math.ceil(letters.length / room) }, (_, part) =>
    letters.slice(part * room, (part + 1) * room).join(""),
  );
}
