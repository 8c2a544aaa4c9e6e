import { spawn } from 'node:child_process'

/** A step of the gate: its name for people, and its command line. */
export type GateStep = { readonly name: string; readonly command: readonly string[] }
export type Ran = { readonly passes: boolean; readonly output: string; readonly ms: number }

/** Runs a step to its end and keeps its output, errors included, in order. */
export function runStep(
  { command: [program = '', ...args] }: GateStep,
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<Ran> {
  const start = performance.now()
  return new Promise((resolve) => {
    let output = ''
    const end = (passes: boolean): void => resolve({ passes, output, ms: performance.now() - start })
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text))
    }
    child.on('error', (error) => {
      output += `${error.message}\n`
      end(false)
    })
    child.on('close', (code) => end(code === 0))
  })
}
