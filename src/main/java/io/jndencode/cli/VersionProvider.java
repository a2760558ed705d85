package io.jndencode.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: this program and the native libraries its results depend on. */
final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"jnd-encode " + program()};
    }

    /** The version of the jar, or of the source tree when the classes were never packed. */
    static String program() {
        String version = VersionProvider.class.getPackage().getImplementationVersion();
        return version == null ? "0.1.0" : version;
    }
}
