// Checks the types of the files that a configuration names, and of no other: what they import was checked where it lies. A program for
// new-connector.test.ts; says on stdout what is wrong.
import ts from 'typescript';

const [, , project = ''] = process.argv;
const host: ts.ParseConfigFileHost = {
  ...ts.sys,
  onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
    throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
  },
};
const { fileNames, options, errors } = ts.getParsedCommandLineOfConfigFile(project, {}, host) ?? { fileNames: [], options: {}, errors: [] };
const program = ts.createProgram(fileNames, options);
const faults = [
  ...errors,
  ...program.getOptionsDiagnostics(),
  ...program.getGlobalDiagnostics(),
  ...fileNames.flatMap((name) => {
    const file = program.getSourceFile(name);
    if (file === undefined) throw new Error(`${name} is not in the program`);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  }),
];
const told = { getCanonicalFileName: (name: string) => name, getCurrentDirectory: () => process.cwd(), getNewLine: () => '\n' };
process.stdout.write(ts.formatDiagnostics(faults, told));
process.exitCode = faults.length > 0 || fileNames.length === 0 ? 1 : 0;
