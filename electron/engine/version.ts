/** The program's version, as manifests name it. Kept equal to package.json by a test. */
export const programVersion = '0.1.0';
