import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const ANSWERS_WITHIN_MS = 20_000

/** The version that an engine reports, as "3.259.0"; undefined when it does not start or is no engine. */
export async function versionOf(engine: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  try {
    const quiet = { ...env, PULUMI_SKIP_UPDATE_CHECK: 'true' }
    const { stdout } = await promisify(execFile)(engine, ['version'], {
      env: quiet,
      timeout: ANSWERS_WITHIN_MS,
    })
    return /^v?(\d+\.\d+\.\d+)/.exec(stdout.trim())?.[1]
  } catch {
    return undefined
  }
}

/** Whether a version can replace `wanted`: the same major version, and not older. */
export function serves(version: string, wanted: string): boolean {
  const [own, least] = [version, wanted].map((text) => text.split('.').map(Number)) as [number[], number[]]
  if (own[0] !== least[0]) return false
  const differs = least.findIndex((part, index) => own[index] !== part)
  return differs === -1 || (own[differs] ?? 0) > (least[differs] ?? 0)
}
