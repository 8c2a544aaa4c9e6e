import { Lexer } from 'yaml'
import { MAX_DEPTH } from './plain.ts'

/** Marks of the lexer that stand for no text: of a document, of the end of a flow, of a scalar that follows. */
const MARKS = new Set(['\u0002', '\u0018', '\u001f'])
const SCALAR = '\u001f'
const OPENS = new Set(['[', '{'])
const CLOSES = new Set([']', '}'])
const NESTS = new Set(['-', '?'])

/**
 * The offset at which a text goes deeper than MAX_DEPTH, or undefined. It reads tokens one by one and stops there: the
 * parser builds every level first, which takes 1 GB for 1 MB of "[". Levels by indentation are left to the parser, as
 * each costs one space more a line.
 */
export function tooDeepAt(text: string): number | undefined {
  let [offset, flow, onLine] = [0, 0, 0]
  let before = ''
  for (const token of new Lexer().lex(text)) {
    // What follows the mark of a scalar is text, whatever it looks like.
    if (before !== SCALAR) {
      if (OPENS.has(token)) flow += 1
      else if (CLOSES.has(token)) flow = Math.max(0, flow - 1)
      else if (token.includes('\n')) onLine = 0
      else if (flow === 0 && NESTS.has(token)) onLine += 1
      if (flow + onLine > MAX_DEPTH) return offset
    }
    before = token
    if (!MARKS.has(token)) offset += token.length
  }
  return undefined
}
