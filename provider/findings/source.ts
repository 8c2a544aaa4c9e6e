/**
 * A citation, as comments write it too: a section of docs/brief.md or docs/graph-api.md, or a heading of
 * docs/decisions.md.
 */
type Citation = `brief ${number}` | `graph-api ${number}` | `decisions "${string}"`

/** An agency's own document, on the web or in its repository (`file`, from the root). */
type OwnDocument =
  | { readonly title: string; readonly url: `https://${string}` }
  | { readonly title: string; readonly file: string }

export type Source = Citation | OwnDocument

/** The link to a source from a page in docs/: its text, and the address relative to that page. */
export function linkTo(source: Source): { readonly text: string; readonly address: string } {
  if (typeof source === 'string') return { text: source, address: addressOf(source) }
  return { text: source.title, address: 'url' in source ? source.url : `../${source.file}` }
}

function addressOf(citation: Citation): string {
  const heading = /^decisions "(.+)"$/.exec(citation)?.[1]
  if (heading !== undefined) return `decisions.md#${anchorOf(heading)}`
  const [document, section] = citation.split(' ')
  return `${document}.md#${section}`
}

/** The anchor that GitHub gives a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-')
}
