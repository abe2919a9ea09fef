/** Text for a message of one line: control characters, which a file or a library's message may hold, become spaces. */
export function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trimEnd();
}
