/** The program's version, as manifests and logs name it. Kept equal to package.json by a test. */
export const engineVersion = '0.1.0';
