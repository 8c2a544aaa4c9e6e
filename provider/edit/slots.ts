import { isCollection, isMap, type CST, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml'

/** Offsets of one entry of a collection in the text. */
export type Slot = {
  /** Its dash, its key, or the value of a flow list's entry; with the anchor or tag before it. */
  readonly start: number
  /** After the dash or colon and any anchor or tag: a value can be written here. */
  readonly valueFrom: number
  /** End of its content, before a comment on the same line; after the line break for a block scalar. */
  readonly end: number
  /** Undefined when the text holds no value. */
  readonly value: Node | undefined
}

type SlotItem = CST.CollectionItem

const PROPS: readonly string[] = ['anchor', 'tag']
const INDICATORS: readonly string[] = ['seq-item-ind', 'map-value-ind', ...PROPS]
const BETWEEN: readonly string[] = ['space', 'comment', 'newline', 'comma']

/** The slots of a collection, in the order of its items; empty when its tokens do not match its items. */
export function slotsOf(collection: YAMLMap | YAMLSeq): Slot[] {
  const token = collection.srcToken
  if (token === undefined || !('items' in token)) return []
  const items = (token.items as SlotItem[]).filter((item) => isEntry(item, token.type))
  if (items.length !== collection.items.length) return []
  return items.map((item, index) => {
    const entry: unknown = collection.items[index]
    return isMap(collection) ? slotOfPair(item, entry as Pair) : slotOfItem(item, entry as Node)
  })
}

/** Whether a collection is in flow style ("[...]", "{...}"). */
export function isFlow(collection: YAMLMap | YAMLSeq): boolean {
  return collection.srcToken?.type === 'flow-collection'
}

/** End of a node's content, without the comments after it. */
export function contentEnd(node: Node): number {
  if (!isCollection(node) || node.srcToken?.type === 'flow-collection') return node.range?.[1] ?? 0
  return slotsOf(node).at(-1)?.end ?? node.range?.[1] ?? 0
}

/** The last token of a collection may hold only comments. */
function isEntry({ start, key, sep, value }: SlotItem, type: string): boolean {
  if (type === 'block-seq') return start.some((token) => token.type === 'seq-item-ind')
  return (key ?? undefined) !== undefined || sep !== undefined || value !== undefined || start.some(isProp)
}

function isProp({ type }: CST.SourceToken): boolean {
  return PROPS.includes(type)
}

function slotOfPair({ start, key, sep, value }: SlotItem, pair: Pair): Slot {
  const node = valueOf(pair.value)
  const indicator = lastEnd(sep ?? [])
  const keyEnd = (pair.key as Node | null)?.range?.[1] ?? 0
  const valueFrom = indicator ?? keyEnd
  return {
    start: firstOf(start) ?? key?.offset ?? value?.offset ?? 0,
    valueFrom,
    end: node === undefined ? valueFrom : contentEnd(node),
    value: node,
  }
}

function slotOfItem({ start, value }: SlotItem, item: Node): Slot {
  const node = valueOf(item)
  const valueFrom = lastEnd(start) ?? value?.offset ?? 0
  return {
    start: firstOf(start) ?? value?.offset ?? 0,
    valueFrom,
    end: node === undefined ? valueFrom : contentEnd(node),
    value: node,
  }
}

function valueOf(node: unknown): Node | undefined {
  const [from, to] = (node as Node | null)?.range ?? [0, 0]
  return from === to ? undefined : (node as Node)
}

function firstOf(tokens: readonly CST.SourceToken[]): number | undefined {
  return tokens.find(({ type }) => !BETWEEN.includes(type))?.offset
}

function lastEnd(tokens: readonly CST.SourceToken[]): number | undefined {
  const last = tokens.findLast(({ type }) => INDICATORS.includes(type))
  return last && last.offset + last.source.length
}
