/** A value that was read, or why it could not be. "Not seen" never counts as "all well". */
export type Seen<T> =
  { readonly seen: true; readonly value: T } | { readonly seen: false; readonly why: string }

export function seen<T>(value: T): Seen<T> {
  return { seen: true, value }
}

export function notSeen<T>(why: string): Seen<T> {
  return { seen: false, why }
}
