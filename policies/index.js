// The engine's Node host hands TypeScript to a compiler of its own; from plain JavaScript on, Node loads the sources as they are.
export * from './pack.ts'
import { tieProcess } from '../provider/resources/run-of-process.ts'

// Its process holds the tokens of the run, too, and must not outlive it.
tieProcess(process.env)
