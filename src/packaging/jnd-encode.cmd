@echo off
rem Starts jnd-encode from the unpacked archive: with the Java in runtime\, else that of JAVA_HOME, else that of the PATH.
rem JND_JAVA_OPTIONS: further options for the Java virtual machine.
setlocal
rem ONNX Runtime would write a device id and events, and call its collector.
set ORT_DISABLE_TELEMETRY=1
for %%h in ("%~dp0..") do set "home=%%~fh"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if exist "%home%\runtime\bin\java.exe" set "java=%home%\runtime\bin\java.exe"
for %%j in ("%home%\lib\jnd-encode-*.jar") do set "jar=%%j"
"%java%" -Xmx1g -Xms192m -Xmn128m -XX:+UseSerialGC -XX:-UsePerfData -XX:TieredStopAtLevel=1 -Djava.awt.headless=true ^
    -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 -Djnd.home="%home%" %JND_JAVA_OPTIONS% -jar "%jar%" %*
