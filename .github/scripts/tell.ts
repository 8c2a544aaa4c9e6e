import { EXIT } from '../../provider/runs/wiring/exit.ts'
import { unpacked } from '../../provider/workflows/packed.ts'
import type { PullPreview } from '../../provider/workflows/preview-pull.ts'
import { tellPull } from '../../provider/workflows/tell-pull.ts'
import { runStep } from './support/job.ts'

// Writes the preview's comment, and the statuses of the head. It holds no token of Meta's.
await runStep(async ({ context, env, event, github, runUrl }) => {
  const pull = event.pull_request
  if (pull === undefined) return { exit: EXIT.ok }
  const previewed = { number: pull.number, head: pull.head.sha }
  const did = await tellPull(github(), previewed, unpacked(env['TOLD']) as PullPreview | undefined, runUrl)
  context.progress(`Comment: ${did}`)
  return { exit: EXIT.ok }
})
