import type { RunContext } from '../runs/wiring/context.ts'
import type { Output } from '../terminal/output.ts'

/** What a command has beside what its use case knows: where it prints. */
export type Context = RunContext & { readonly output: Output }
