import { EXAMPLE_ESTATE } from '../../provider/cli/demo/example-estate.ts'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Context } from '../../provider/cli/context.ts'
import { makePlayFolder } from '../../provider/cli/demo/folder.ts'
import { main } from '../../provider/cli/main.ts'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import { byHand, type Hand } from '../../provider/emulator/hands.ts'
import {
  startEmulator,
  type EmulatorOptions,
  type Emulator,
  type EstateInput,
} from '../../provider/emulator/index.ts'

/** The moment at which the tests of commands take place. */
export const NOW = new Date('2026-11-24T12:00:00Z')

type Ran = { readonly exit: number; readonly out: string; readonly err: string }

/** One user's repository of access files, emulated Meta and command line. Disposing of it removes everything. */
export type Workplace = AsyncDisposable & {
  readonly root: string
  readonly emulator: Emulator
  readonly env: NodeJS.ProcessEnv
  readonly run: (...args: string[]) => Promise<Ran>
  /** The same with `--format json`, parsed. */
  readonly json: (...args: string[]) => Promise<Report>
  readonly byHand: (hand: Hand) => void
  /** Writes an access file, or edits it. */
  readonly edit: (path: string, change: string | ((before: string) => string)) => Promise<void>
}

/** The JSON of every command; parts that a command lacks are absent. */
export type Report = {
  readonly exit: number
  readonly findings: readonly {
    readonly code: string
    readonly severity: string
    readonly address?: { file: string; line?: number }
  }[]
  readonly plans: readonly {
    readonly stack: string
    readonly digest: string
    readonly recorded: number
    readonly changes: readonly {
      verb: string
      asset: { id: string }
      subject: { principal?: string; partner?: string }
    }[]
    readonly moves: readonly { asset: { id: string }; from: string; to: string; arrived: boolean }[]
    readonly waiting: readonly { for: string; asset: { id: string } }[]
    readonly unmanaged: readonly { principal: string }[]
    readonly unknown: readonly { asset: { id: string } }[]
  }[]
  readonly raw: string
}

export type WorkplaceOptions = Partial<EmulatorOptions> & {
  /** Folder of access files; the example agency by default. */
  readonly access?: string
  /** Whether the engine holds the policy pack; only tests about it pay for it. */
  readonly pack?: boolean
  /** Environment on top of the default one; undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>
}

export function exampleEstate(): EstateInput {
  return parse(readFileSync(EXAMPLE_ESTATE, 'utf8')) as EstateInput
}

export async function makeWorkplace({
  access,
  env = {},
  pack = false,
  ...emulated
}: WorkplaceOptions = {}): Promise<Workplace> {
  const emulator = await startEmulator({ estate: exampleEstate(), ...emulated })
  const play = await makePlayFolder(REPOSITORY, access)
  const all: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    META_GRAPH_URL: emulator.url,
    META_AGENCY_TOKEN: emulator.tokens['agency'],
    META_CLIENT_TOKEN_CORNER: emulator.tokens['corner'],
    ...env,
  }
  const run = async (...args: string[]): Promise<Ran> => {
    let [out, err] = ['', '']
    const output = {
      out: (text: string) => void (out += text),
      err: (text: string) => void (err += text),
      progress: (text: string) => void (err += `${text}\n`),
      settle: () => undefined,
      width: 80,
    }
    const context: Context = {
      root: play.root,
      env: all,
      output,
      progress: output.progress,
      now: () => NOW,
      ...(pack ? {} : { withoutPack: true }),
    }
    const exit = await main(args, context)
    return { exit, out, err }
  }
  return {
    root: play.root,
    emulator,
    env: all,
    run,
    json: async (...args) => {
      const { exit, out, err } = await run(...args, '--format', 'json')
      return { ...(JSON.parse(out) as Report), exit, raw: out + err }
    },
    byHand: (hand) => void byHand(emulator.world, hand),
    edit: async (path, change) => {
      const file = join(play.root, path)
      await writeFile(file, typeof change === 'string' ? change : change(readFileSync(file, 'utf8')))
    },
    [Symbol.asyncDispose]: async () => {
      await emulator.close()
      await play[Symbol.asyncDispose]()
    },
  }
}

/** The codes of a report's findings, in order, without the warnings of `NO_POLICY`. */
export function codes({ findings }: Pick<Report, 'findings'>): string[] {
  return findings.map(({ code }) => code).filter((code) => code !== 'policy-loosened')
}
