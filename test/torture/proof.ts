/** What came of a proof: its section of docs/torture.md, and whether it holds. */
export type Proof = { readonly text: string; readonly holds: boolean }
