// Tells the editor where its workers lie: on our own origin. Import it before anything that loads the editor.
const editorEnvironment = {
  getWorker(_id: string, label: string): Worker {
    const file = WORKER_FILES[label] ?? WORKER_FILES['editor'];
    if (file === undefined) throw new Error(`no worker for ${label}`);
    return new Worker(`/explorer/${file}`, { name: label });
  },
};

Object.assign(globalThis, { MonacoEnvironment: editorEnvironment });
