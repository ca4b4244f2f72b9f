// The Jenkins step, for a shared library whose path is packaging/jenkins: smtpspec '--connect 127.0.0.1:2525'
// It runs where smtpspec is installed, or in an image made by packaging/Containerfile.
void call(String options) {
    int code = sh(returnStatus: true, script: """
        set -f
        smtpspec run ${options} --junit report/junit.xml --html report/report.html --json report/results.json
    """)
    junit testResults: 'report/junit.xml', keepProperties: true, stdioRetention: 'failed'
    archiveArtifacts artifacts: 'report/*', allowEmptyArchive: true
    if (code == 1) {
        unstable('it does not conform')
    } else if (code != 0) {
        error("smtpspec could not judge: exit code ${code}")
    }
}
