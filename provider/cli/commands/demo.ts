import { readEstate } from '../../emulator/read-files.ts'
import { EXAMPLE_ESTATE } from '../demo/example-estate.ts'
import { startEmulator, type Emulator, type EstateInput } from '../../emulator/index.ts'
import { byHand } from '../../emulator/hands.ts'
import { counted } from '../../findings/phrases.ts'
import { wrap } from '../../findings/wrap.ts'
import type { Context } from '../context.ts'
import { makePlayFolder } from '../demo/folder.ts'
import { STORY, type StoryStep } from '../demo/story.ts'
import { EXIT, type ExitCode } from '../../runs/wiring/exit.ts'
import { isStopped, untilStopped } from '../../runs/wiring/stop.ts'
import type { Output } from '../../terminal/output.ts'
import { REPOSITORY } from '../../setup/repository.ts'
import { failed } from '../report.ts'

/** The example's direct share and review date expire soon after this day. */
const DAY_OF_THE_STORY = new Date('2026-11-24T12:00:00Z')

type Run = (args: readonly string[], context: Context) => Promise<ExitCode>

/**
 * `demo`: the whole story on the emulator and the real engine, in a temporary folder. A step with another exit code
 * than the story names ends the demo with an error.
 */
export async function demo(context: Context, run: Run): Promise<ExitCode> {
  const estate = await readEstate(EXAMPLE_ESTATE)
  if ('findings' in estate) return failed(context.output, 'text', 'demo', estate.findings)
  return untilStopped(context, () => play(context, run, estate.estate))
}

async function play(context: Context, run: Run, estate: EstateInput): Promise<ExitCode> {
  await using running = await startEmulator({ estate })
  await using folder = await makePlayFolder(REPOSITORY)
  const env = demoEnv(context.env, running)
  const place: Context = { ...context, root: folder.root, env, now: () => DAY_OF_THE_STORY }
  for (const [index, step] of STORY.entries()) {
    if (isStopped(context)) return EXIT.error
    const exit = await tell(step, index + 1, place, running, run)
    if (exit !== step.exit) {
      context.output.err(
        `Cannot continue the demo as the command must end with ${step.exit}: it ended with ${exit}\n`,
      )
      return EXIT.error
    }
  }
  context.output.out('\nThe end: no changes. Next: README.md, "With a real token".\n')
  return EXIT.ok
}

async function tell(
  step: StoryStep,
  number: number,
  context: Context,
  running: Emulator,
  run: Run,
): Promise<ExitCode> {
  const { output } = context
  output.out(`\n${wrap(`${number}. ${step.title}`, output.width, '', '   ').join('\n')}\n`)
  for (const deed of step.byHand ?? []) byHand(running.world, deed)
  output.out(`$ metagrant ${step.command.join(' ')}\n`)
  running.requests.clear()
  const silent = quiet(output)
  const exit = await run(step.command, { ...context, output: silent, progress: silent.progress })
  output.out(`${countText(running)}; exit ${exit}\n`)
  return exit
}

function countText({ requests }: Emulator): string {
  const { reads, writes } = requests.counts()
  return `Graph API: ${counted(reads, 'read')}, ${counted(writes, 'write')}`
}

/** Without a terminal, progress lines would only be noise between the steps. */
function quiet(output: Output): Output {
  return process.stderr.isTTY ? output : { ...output, progress: () => undefined }
}

function demoEnv(env: NodeJS.ProcessEnv, { url, tokens }: Emulator): NodeJS.ProcessEnv {
  // Its state is meant to end with it, also in a workflow (GITHUB_ACTIONS).
  const others = Object.entries(env).filter(([name]) => !/^(META|PULUMI|GITHUB)_/.test(name))
  return {
    ...Object.fromEntries(others),
    META_GRAPH_URL: url,
    META_AGENCY_TOKEN: tokens['agency'],
    META_CLIENT_TOKEN_CORNER: tokens['corner'],
  }
}
