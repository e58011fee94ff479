import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOfTest } from '../temp-folder.js';

const REPOSITORY = '/usr/share/maven-repo';

/** What Maven takes from Debian's packages when it must not fetch anything. */
export const DEBIAN_MAVEN = ['junit/jupiter', ...['compiler', 'resources', 'surefire'].map(pluginPath)].map(
  (path) => `${REPOSITORY}/org/${path}`,
);

function pluginPath(name: string): string {
  return `apache/maven/plugins/maven-${name}-plugin`;
}

/** A home for Maven in which Debian's repository, and its versions, stand for all others. It goes after the test. */
export function debianMaven(): NodeJS.ProcessEnv {
  const home = folderOfTest();
  mkdirSync(join(home, '.m2'));
  writeFileSync(join(home, '.m2/settings.xml'), SETTINGS);
  return { MAVEN_OPTS: `-Duser.home=${home}` };
}

/** Without a fork: one of this Surefire lingers for ten seconds after the last test. */
const SETTINGS = `<settings>
  <localRepository>${REPOSITORY}</localRepository>
  <offline>true</offline>
  <profiles>
    <profile>
      <id>debian</id>
      <properties>
        <junit.version>5.9.2</junit.version>
        <surefire.version>2.22.3</surefire.version>
        <forkCount>0</forkCount>
      </properties>
    </profile>
  </profiles>
  <activeProfiles><activeProfile>debian</activeProfile></activeProfiles>
</settings>
`;
