/** Folder -> the folders that its files import from. */
export type Arrows = ReadonlyMap<string, ReadonlySet<string>>

/** One import between files, as paths from the repository's root. */
export type FileImport = { readonly from: string; readonly to: string }

/** The folder of a file that the map has a row for: `policies`, `.github`, or one level below `provider`. */
function folderOf(path: string): string | undefined {
  const [top = '', next = ''] = path.split('/')
  if (top === 'policies' || top === '.github') return top
  return top === 'provider' && path.split('/').length > 2 ? next : undefined
}

export function arrowsOf(imports: readonly FileImport[]): Arrows {
  const arrows = new Map<string, Set<string>>()
  for (const { from, to } of imports) {
    const [own, other] = [folderOf(from), folderOf(to)]
    if (own === undefined || other === undefined || own === other) continue
    arrows.set(own, (arrows.get(own) ?? new Set()).add(other))
  }
  return arrows
}

/** The arrows that the table of folders in CONTRIBUTING.md draws: its first column names a folder, its last the targets. */
export function arrowsInMap(markdown: string): Arrows {
  const rows = [...markdown.matchAll(/^\| `(?:provider\/)?([\w.-]+)\/`\s*\|[^|]*\|([^|]*)\|$/gm)]
  return new Map(rows.map(([, folder = '', targets = '']) => [folder, new Set(targets.match(/[\w.-]+/g))]))
}

/** Where map and imports differ: an arrow that is drawn and not there misleads as much as one that is missing. */
export function differences(map: Arrows, imports: Arrows): string[] {
  const missing = arrowsIn(imports).filter(([from, to]) => map.get(from)?.has(to) !== true)
  const stale = arrowsIn(map).filter(([from, to]) => imports.get(from)?.has(to) !== true)
  return [
    ...missing.map(([from, to]) => `${from} imports ${to}, which the map does not draw`),
    ...stale.map(([from, to]) => `the map draws ${from} -> ${to}, which no import needs`),
  ]
}

/** The arrows that do not point to a row above their own: where all point up, there is no circle. */
export function downward(map: Arrows): string[] {
  const rows = [...map.keys()]
  return arrowsIn(map)
    .filter(([from, to]) => rows.indexOf(to) >= rows.indexOf(from))
    .map(([from, to]) => `${from} -> ${to}`)
}

function arrowsIn(arrows: Arrows): [string, string][] {
  return [...arrows].flatMap(([from, targets]) => [...targets].map((to): [string, string] => [from, to]))
}
