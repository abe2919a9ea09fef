/** Text for a message of one line: control characters, which a file or a library's message may hold, become spaces. */
export function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what this is about
  return text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trimEnd();
}
