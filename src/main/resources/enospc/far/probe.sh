# What is there: the folder of our programs, a java that is new enough, and how root is had. Each line is "name value".
folder=${XDG_CACHE_HOME:-$HOME/.cache}/enospc/$1
echo "folder $folder"
[ -e "$folder/whole" ] && echo "program there"
for java in "${JAVA_HOME:-}/bin/java" $(command -v java) /usr/lib/jvm/*/bin/java /opt/java/*/bin/java /opt/jdk*/bin/java; do
    release=${java%/bin/java}/release
    if [ -x "$java" ] && grep -q '^JAVA_VERSION="25' "$release" 2> /dev/null; then
        echo "java $java"
        break
    fi
done
[ "$(id -u)" = 0 ] && echo "root self"
[ "$(id -u)" = 0 ] || ! sudo -n true 2> /dev/null || echo "root sudo"
exit 0
