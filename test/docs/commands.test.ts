import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { EXIT } from '../../provider/runs/wiring/exit.ts'
import { USAGES } from '../../provider/cli/usage/index.ts'
import metagrant from '../../package.json' with { type: 'json' }
import { codeLines, codeSpans, PAGES, type Page } from './pages.ts'

/** The program as `metagrant --help` knows it; nothing of it is run. */
function program(): Command {
  const output = { out: ignore, err: ignore, progress: ignore, settle: ignore, width: 80 }
  const context = { root: '', env: {}, output, progress: ignore, now: () => new Date(0) }
  const made = new Command('metagrant')
  for (const usage of USAGES) usage(made, { context, finish: ignore, main: () => Promise.resolve(EXIT.ok) })
  return made
}

function ignore(): void {}

const OPTIONS = new Map(
  program().commands.map((command) => [
    command.name(),
    new Set(['--help', ...command.options.map(({ long }) => long ?? '')]),
  ]),
)
const ANY_OPTION = new Set([...OPTIONS.values()].flatMap((options) => [...options]))

/** A command line without "npx metagrant". */
type Named = { readonly page: string; readonly line: string }

const CALL = /^(?:\$ )?(?:npx )?metagrant (?=[a-z])/

/** Every command line that a page names: in code, in the words of a finding, and as a row of the table of commands. */
function linesIn(page: Page): Named[] {
  const code = [...codeSpans(page), ...codeLines(page)]
    .map((line) => line.trim())
    .filter((line) => CALL.test(line))
    .map((line) => line.replace(CALL, ''))
  const quoted = [...page.text.matchAll(/"npx metagrant ([^"]+)"/g)].map(([, line = '']) => line)
  const rows = page.tokens.flatMap((token) => {
    if (token.type !== 'table' || token['header'][0]?.text !== 'command') return []
    return (token['rows'] as { text: string }[][]).flatMap(([cell]) =>
      [...(cell?.text ?? '').matchAll(/`([^`]+)`/g)].map(([, line = '']) => line),
    )
  })
  return [...code, ...quoted, ...rows].map((line) => ({ page: page.path, line }))
}

function optionsIn(line: string): string[] {
  return [...line.matchAll(/(?<![\w-])--[a-z-]+/g)].map(([option]) => option)
}

function faultsOf({ page, line }: Named): string[] {
  const [name = ''] = line.split(/[\s#]/)
  const options = OPTIONS.get(name)
  if (options === undefined) return [`${page}: there is no command "${name}" (${line})`]
  return optionsIn(line)
    .filter((option) => !options.has(option))
    .map((option) => `${page}: "${name}" has no ${option} (${line})`)
}

describe('a page', () => {
  it.each(PAGES.map((page) => [page.path, page] as const))(
    '%s names commands and options that exist',
    (_, page) => {
      expect(linesIn(page).flatMap(faultsOf)).toEqual([])
    },
  )

  it.each(PAGES.map((page) => [page.path, page] as const))(
    '%s names single options that exist',
    (_, page) => {
      const spans = codeSpans(page).filter((span) => span.startsWith('--'))
      expect(spans.flatMap(optionsIn).filter((option) => !ANY_OPTION.has(option))).toEqual([])
    },
  )

  it.each(PAGES.map((page) => [page.path, page] as const))('%s names scripts that exist', (_, { text }) => {
    const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name)
    expect(named.filter((name) => !(name in metagrant.scripts))).toEqual([])
  })

  it('is read with its commands: README names all of them, each in the table', () => {
    const readme = PAGES.find(({ path }) => path === 'README.md')
    if (readme === undefined) throw new Error('There is no README.md')
    const named = new Set(linesIn(readme).map(({ line }) => line.split(' ')[0] ?? ''))
    expect([...named].toSorted()).toEqual([...OPTIONS.keys()].toSorted())
    expect(faultsOf({ page: 'x.md', line: 'look acme' })).toEqual([
      'x.md: there is no command "look" (look acme)',
    ])
    expect(faultsOf({ page: 'x.md', line: 'check --all' })).toEqual([
      'x.md: "check" has no --all (check --all)',
    ])
  })
})
