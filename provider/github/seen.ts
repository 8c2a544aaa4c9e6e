/** What a look came to: a value, or why there was none to see. Not seen is no answer, and never "all well". */
export type Seen<T> =
  { readonly seen: true; readonly value: T } | { readonly seen: false; readonly why: string }

export function seen<T>(value: T): Seen<T> {
  return { seen: true, value }
}

export function notSeen<T>(why: string): Seen<T> {
  return { seen: false, why }
}
