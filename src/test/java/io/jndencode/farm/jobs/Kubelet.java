package io.jndencode.farm.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a kubelet does to a container's command before it starts it. */
final class Kubelet {
    private Kubelet() {}

    /** The command of the first container of a Job's pods, as the process sees it. */
    static String[] command(JsonNode job, Map<String, String> environment) {
        List<String> words = new ArrayList<>();
        job.at("/spec/template/spec/containers/0/command")
                .forEach(word -> words.add(expanded(word.asText(), environment)));
        return words.toArray(String[]::new);
    }

    /**
     * As Kubernetes documents it: {@code $(NAME)} becomes the variable's value and stays as it is where there is none, <code>$$</code>
     * becomes one dollar sign, any other dollar sign stays.
     */
    static String expanded(String text, Map<String, String> environment) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char here = text.charAt(at);
            char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
            int end = text.indexOf(')', at);
            if (here == '$' && next == '$') {
                out.append('$');
                at += 2;
            } else if (here == '$' && next == '(' && end > 0) {
                String name = text.substring(at + 2, end);
                out.append(environment.getOrDefault(name, "$(" + name + ")"));
                at = end + 1;
            } else {
                out.append(here);
                at++;
            }
        }
        return out.toString();
    }
}
