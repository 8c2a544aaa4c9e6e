/** ISO 8601 -> Meta's form, `2026-05-02T10:11:12+0000`; undefined stays. */
export function metaTime(iso: string | undefined): string | undefined {
  return iso === undefined ? undefined : new Date(iso).toISOString().replace(/\.\d{3}Z$/, '+0000')
}
