import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Context } from '../../provider/cli/context.ts'
import { STORY } from '../../provider/cli/demo/story.ts'
import { main } from '../../provider/cli/main.ts'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import { EXCEPTION } from '../pictures/pull-request.ts'
import { makeWorkplace, NOW, type Workplace } from '../support/workplace.ts'
import { readPage } from './pages.ts'

const FILE = join(REPOSITORY, 'README.md')
const BLOOM = 'access/clients/bloom.yaml'

/** What happens before the blocks of a section, in the order of the page: one world goes through all of them. */
const BEFORE: Readonly<Record<string, (workplace: Workplace) => Promise<unknown>>> = {
  metagrant: async ({ byHand }) => {
    const step = STORY.find(({ command }) => command.join(' ') === 'preview bloom')
    for (const hand of step?.byHand ?? []) if ('asset' in hand && hand.asset !== 'act_1001') byHand(hand)
  },
  Check: ({ edit }) => edit(BLOOM, (text) => text.replace('[ana@', '[anna@')),
  Scan: async ({ edit, byHand }) => {
    await edit(BLOOM, (text) => text.replace('[anna@', '[ana@'))
    const [ana, dev] = ['9103', '9106']
    for (const asset of ['act_1101', '3101', '2101']) {
      byHand({ do: 'assign', asset, user: ana, tasks: ['ADVERTISE', 'ANALYZE'] })
      byHand({ do: 'assign', asset, user: dev, tasks: ['ANALYZE'] })
    }
    byHand({ do: 'assign', asset: 'act_1101', user: dev, tasks: ['ADVERTISE', 'ANALYZE'] })
  },
}

/** A heading, or a block of what a terminal shows: a command, then what it prints. */
const PART = /^#+ (?<heading>.+)$|^```console\n\$ npx metagrant (?<command>.+)\n(?<output>[^]*?)^```$/gm

/** The text with what the commands print now. */
async function withOutputs(text: string, workplace: Workplace): Promise<string> {
  let made = ''
  let end = 0
  for (const match of text.matchAll(PART)) {
    const { heading, command = '', output = '' } = match.groups ?? {}
    if (heading !== undefined) await BEFORE[heading]?.(workplace)
    else {
      const start = match.index + match[0].length - output.length - '```'.length
      made += text.slice(end, start) + (await printed(command.split(' '), workplace))
      end = start + output.length
    }
  }
  return made + text.slice(end)
}

/** What a terminal shows at the end of a command: results and findings, without the progress that they take away. */
async function printed(args: readonly string[], { root, env }: Workplace): Promise<string> {
  let shown = ''
  const print = (text: string): void => void (shown += text)
  const ignore = (): void => undefined
  const output = { out: print, err: print, progress: ignore, settle: ignore, width: 80 }
  const context: Context = {
    root,
    env,
    output,
    progress: ignore,
    now: () => NOW,
    withoutPack: true,
  }
  await main(args, context)
  return shown
}

describe('README.md', () => {
  it('shows what the commands print (vitest -u writes it again)', { timeout: 120_000 }, async () => {
    await using workplace = await makeWorkplace()
    const text = readFileSync(FILE, 'utf8')
    expect(
      [...text.matchAll(PART)].filter(({ groups }) => groups?.['command'] !== undefined).length,
    ).toBeGreaterThan(2)
    await expect(await withOutputs(text, workplace)).toMatchFileSnapshot(FILE)
  })

  it('shows an exception that passes policy and guard, as the pull request of its picture does', () => {
    expect(readFileSync(FILE, 'utf8')).toContain(`\n\`\`\`yaml\n${EXCEPTION}\`\`\`\n`)
  })

  it('shows lines of files as they are there', () => {
    const excerpts = readPage('README.md').tokens.flatMap((token) => {
      const match = token.type === 'code' ? /^# (access\/\S+)\n([^]*)$/.exec(token['text'] as string) : null
      return match === null ? [] : [{ file: match[1] ?? '', lines: match[2] ?? '' }]
    })
    expect(excerpts.length).toBeGreaterThan(0)
    for (const { file, lines } of excerpts)
      expect(readFileSync(join(REPOSITORY, file), 'utf8')).toContain(`\n${lines}\n`)
  })
})
