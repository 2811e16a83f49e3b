/** A parsed text, or null when it is no JSON: what comes from outside may be anything. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
